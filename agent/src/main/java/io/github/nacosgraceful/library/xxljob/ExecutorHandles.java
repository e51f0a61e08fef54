package io.github.nacosgraceful.library.xxljob;

import io.github.nacosgraceful.member.Members;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Map;

/** The jobs of an executor, which the library keeps in static fields. */
final class ExecutorHandles {

  static final Members<ExecutorHandles> MEMBERS =
      new Members<>(
          ExecutorHandles::new,
          "xxl-job is off",
          "Its jobs are not waited for when the process stops");

  private static final String EXECUTOR = "com.xxl.job.core.executor.XxlJobExecutor";

  private final MethodHandle threads;
  private final MethodHandle handlers;
  private final MethodHandle start;

  private ExecutorHandles(Class<?> registry) throws ReflectiveOperationException {
    Class<?> executor = Class.forName(EXECUTOR, false, registry.getClassLoader());
    MethodType map = MethodType.methodType(Map.class);
    threads = Members.field(executor, "jobThreadRepository").asType(map);
    handlers = Members.field(executor, "jobHandlerRepository").asType(map);
    start =
        MethodHandles.publicLookup()
            .findVirtual(
                registry, "start", MethodType.methodType(void.class, String.class, String.class))
            .asType(MethodType.methodType(void.class, Object.class, String.class, String.class));
  }

  /** The thread of each job, by its number. */
  Map<?, ?> threads() throws Throwable {
    return (Map<?, ?>) threads.invokeExact();
  }

  /** What each name stands for. */
  Map<?, ?> handlers() throws Throwable {
    return (Map<?, ?>) handlers.invokeExact();
  }

  void start(Object registry, String application, String address) throws Throwable {
    start.invokeExact(registry, application, address);
  }
}

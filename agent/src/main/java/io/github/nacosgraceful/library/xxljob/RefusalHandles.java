package io.github.nacosgraceful.library.xxljob;

import io.github.nacosgraceful.member.Members;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/** What an executor answers when it refuses, and where its registry is: once a class loader. */
final class RefusalHandles {

  static final Members<RefusalHandles> MEMBERS =
      new Members<>(
          RefusalHandles::new,
          "xxl-job is off",
          "Its executor takes jobs until the application stops it");

  /** The thread that registers an executor; there is one. */
  static final String REGISTRY = "com.xxl.job.core.thread.ExecutorRegistryThread";

  /** {@code FAIL_CODE} of all versions. */
  private static final int FAILED = 500;

  private final MethodHandle refusal;
  private final MethodHandle registry;

  private RefusalHandles(Class<?> answers) throws ReflectiveOperationException {
    ClassLoader loader = answers.getClassLoader();
    MethodHandles.Lookup lookup = MethodHandles.publicLookup();
    Class<?> result = answers.getMethod("beat").getReturnType();
    MethodHandle made =
        lookup.findConstructor(result, MethodType.methodType(void.class, int.class, String.class));
    refusal =
        MethodHandles.insertArguments(made, 0, FAILED)
            .asType(MethodType.methodType(Object.class, String.class));
    Class<?> thread = Class.forName(REGISTRY, false, loader);
    registry =
        lookup
            .findStatic(thread, "getInstance", MethodType.methodType(thread))
            .asType(MethodType.methodType(Object.class));
  }

  /** The thread that registers the executor. */
  Object registry() throws Throwable {
    return (Object) registry.invokeExact();
  }

  /** An answer that has the admin look elsewhere. */
  Object refusal(String why) throws Throwable {
    return (Object) refusal.invokeExact(why);
  }
}

package io.github.nacosgraceful.library.springrabbit;

import io.github.nacosgraceful.member.Members;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Arrays;

/** The members of a container that are called when it starts and stops. */
final class RabbitHandles {

  static final Members<RabbitHandles> MEMBERS =
      new Members<>(
          type -> new RabbitHandles(container(type)),
          "spring-rabbit is off",
          "Its listeners take messages until the application stops them");

  private static final String CONTAINER =
      "org.springframework.amqp.rabbit.listener.AbstractMessageListenerContainer";

  /** What one is called that is not made by Spring. */
  private static final String NAMELESS = "not.a.Spring.bean";

  private final MethodHandle id;
  private final MethodHandle queues;
  private final MethodHandle isRunning;
  private final MethodHandle start;
  private final MethodHandle stop;
  private final MethodHandle timeout;
  private final MethodHandle setTimeout;

  /** Null before 2.4.14, and in 3.0.0 to 3.0.3. */
  private final MethodHandle isForced;

  private final MethodHandle setForced;

  private RabbitHandles(Class<?> container) throws ReflectiveOperationException {
    MethodHandles.Lookup lookup = MethodHandles.publicLookup();
    id =
        lookup
            .findVirtual(container, "getListenerId", MethodType.methodType(String.class))
            .asType(MethodType.methodType(Object.class, Object.class));
    queues =
        lookup
            .findVirtual(container, "getQueueNames", MethodType.methodType(String[].class))
            .asType(MethodType.methodType(Object.class, Object.class));
    isRunning =
        lookup
            .findVirtual(container, "isRunning", MethodType.methodType(boolean.class))
            .asType(MethodType.methodType(boolean.class, Object.class));
    start =
        lookup
            .findVirtual(container, "start", MethodType.methodType(void.class))
            .asType(MethodType.methodType(void.class, Object.class));
    stop =
        lookup
            .findVirtual(container, "stop", MethodType.methodType(void.class, Runnable.class))
            .asType(MethodType.methodType(void.class, Object.class, Runnable.class));
    timeout =
        Members.field(container, "shutdownTimeout")
            .asType(MethodType.methodType(long.class, Object.class));
    setTimeout =
        lookup
            .findVirtual(
                container, "setShutdownTimeout", MethodType.methodType(void.class, long.class))
            .asType(MethodType.methodType(void.class, Object.class, long.class));
    boolean forces =
        Arrays.stream(container.getMethods()).anyMatch(m -> m.getName().equals("setForceStop"));
    isForced =
        forces
            ? Members.field(container, "forceStop")
                .asType(MethodType.methodType(boolean.class, Object.class))
            : null;
    setForced =
        forces
            ? lookup
                .findVirtual(
                    container, "setForceStop", MethodType.methodType(void.class, boolean.class))
                .asType(MethodType.methodType(void.class, Object.class, boolean.class))
            : null;
  }

  private static Class<?> container(Class<?> type) throws ReflectiveOperationException {
    return Class.forName(CONTAINER, false, type.getClassLoader());
  }

  /** As the application calls it; by its queues where only Spring has a name for it. */
  String name(Object container) throws Throwable {
    Object name = (Object) id.invokeExact(container);
    if (name != null && name.toString().indexOf('#') < 0 && !name.equals(NAMELESS)) {
      return name.toString();
    }
    Object names = (Object) queues.invokeExact(container);
    return String.join(",", Arrays.asList((String[]) names));
  }

  boolean isRunning(Object container) throws Throwable {
    return (boolean) isRunning.invokeExact(container);
  }

  void start(Object container) throws Throwable {
    start.invokeExact(container);
  }

  void stop(Object container, Runnable stopped) throws Throwable {
    stop.invokeExact(container, stopped);
  }

  /** For how long it waits for its listeners when it stops, in milliseconds. */
  long timeout(Object container) throws Throwable {
    return (long) timeout.invokeExact(container);
  }

  void setTimeout(Object container, long millis) throws Throwable {
    setTimeout.invokeExact(container, millis);
  }

  /** Whether it gives back, when it stops, what it has fetched and not begun. */
  boolean isForced(Object container) throws Throwable {
    return isForced != null && (boolean) isForced.invokeExact(container);
  }

  /** Does nothing in versions that cannot. */
  void setForced(Object container, boolean forced) throws Throwable {
    if (setForced != null) {
      setForced.invokeExact(container, forced);
    }
  }
}

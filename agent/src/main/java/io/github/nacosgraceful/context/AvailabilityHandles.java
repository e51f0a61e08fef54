package io.github.nacosgraceful.context;

import static java.lang.invoke.MethodType.methodType;

import io.github.nacosgraceful.member.Members;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;

/** The members of Spring Boot 2.3 and newer by which it says whether it takes traffic. */
public final class AvailabilityHandles {

  /** The class that has them; an older version lacks it. */
  public static final String EVENT =
      "org.springframework.boot.availability.AvailabilityChangeEvent";

  public static final Members<AvailabilityHandles> MEMBERS =
      new Members<>(
          type -> new AvailabilityHandles(type.getClassLoader()),
          "Spring Boot's readiness is not turned",
          "Whoever asks for it hears of a stop when the application's own shutdown runs");

  static final String AVAILABILITY =
      "org.springframework.boot.availability.ApplicationAvailability";

  private final Object refusing;
  private final Object accepting;
  private final MethodHandle state;
  private final MethodHandle lastEvent;
  private final MethodHandle publish;

  private AvailabilityHandles(ClassLoader loader) throws ReflectiveOperationException {
    MethodHandles.Lookup lookup = MethodHandles.publicLookup();
    Class<?> availability = Class.forName(AVAILABILITY, false, loader);
    Class<?> event = Class.forName(EVENT, false, loader);
    Class<?> anyState =
        Class.forName("org.springframework.boot.availability.AvailabilityState", false, loader);
    Class<?> readiness =
        Class.forName("org.springframework.boot.availability.ReadinessState", true, loader);
    Class<?> context =
        Class.forName("org.springframework.context.ApplicationContext", false, loader);
    refusing = readiness.getField("REFUSING_TRAFFIC").get(null);
    accepting = readiness.getField("ACCEPTING_TRAFFIC").get(null);
    state =
        lookup
            .findVirtual(availability, "getReadinessState", methodType(readiness))
            .asType(methodType(Object.class, Object.class));
    lastEvent =
        MethodHandles.insertArguments(
                lookup.findVirtual(
                    availability, "getLastChangeEvent", methodType(event, Class.class)),
                1,
                readiness)
            .asType(methodType(Object.class, Object.class));
    publish =
        lookup
            .findStatic(event, "publish", methodType(void.class, context, anyState))
            .asType(methodType(void.class, Object.class, Object.class));
  }

  /** Those for a context's bean; null where this version lacks one of them. */
  static AvailabilityHandles of(Object availability) {
    return MEMBERS.get(availability.getClass());
  }

  boolean isAccepting(Object availability) throws Throwable {
    return (Object) state.invokeExact(availability) == accepting;
  }

  /** What was said last of readiness; null if nothing was. */
  Object lastEvent(Object availability) throws Throwable {
    return (Object) lastEvent.invokeExact(availability);
  }

  /** Runs the application's listeners. */
  void refuse(Object context) throws Throwable {
    publish.invokeExact(context, refusing);
  }

  /** Runs the application's listeners. */
  void accept(Object context) throws Throwable {
    publish.invokeExact(context, accepting);
  }
}

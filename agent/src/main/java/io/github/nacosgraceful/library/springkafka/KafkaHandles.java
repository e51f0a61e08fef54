package io.github.nacosgraceful.library.springkafka;

import io.github.nacosgraceful.member.Members;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Arrays;

/** The members of a container that are called when it starts and stops. */
final class KafkaHandles {

  static final Members<KafkaHandles> MEMBERS =
      new Members<>(
          type -> new KafkaHandles(container(type)),
          "spring-kafka is off",
          "Its listeners take messages until the application stops them");

  private static final String CONTAINER =
      "org.springframework.kafka.listener.AbstractMessageListenerContainer";

  /** What one is called that is not made by Spring. */
  private static final String NAMELESS = "noBeanNameSet";

  private final MethodHandle beanName;
  private final MethodHandle properties;
  private final MethodHandle topics;
  private final MethodHandle pattern;
  private final MethodHandle listener;
  private final MethodHandle isRunning;
  private final MethodHandle stop;
  private final MethodHandle start;

  private KafkaHandles(Class<?> container) throws ReflectiveOperationException {
    MethodHandles.Lookup lookup = MethodHandles.publicLookup();
    Class<?> properties = properties(container);
    MethodType object = MethodType.methodType(Object.class, Object.class);
    beanName = get(lookup, container, "getBeanName", String.class).asType(object);
    this.properties = get(lookup, container, "getContainerProperties", properties).asType(object);
    topics = get(lookup, properties, "getTopics", String[].class).asType(object);
    pattern =
        get(lookup, properties, "getTopicPattern", java.util.regex.Pattern.class).asType(object);
    listener = get(lookup, properties, "getMessageListener", Object.class).asType(object);
    isRunning =
        get(lookup, container, "isRunning", boolean.class)
            .asType(MethodType.methodType(boolean.class, Object.class));
    start =
        get(lookup, container, "start", void.class)
            .asType(MethodType.methodType(void.class, Object.class));
    stop =
        lookup
            .findVirtual(container, "stop", MethodType.methodType(void.class, Runnable.class))
            .asType(MethodType.methodType(void.class, Object.class, Runnable.class));
  }

  private static MethodHandle get(
      MethodHandles.Lookup lookup, Class<?> type, String name, Class<?> result)
      throws ReflectiveOperationException {
    return lookup.findVirtual(type, name, MethodType.methodType(result));
  }

  private static Class<?> container(Class<?> type) throws ReflectiveOperationException {
    return Class.forName(CONTAINER, false, type.getClassLoader());
  }

  /** In another package before 2.2. */
  private static Class<?> properties(Class<?> container) throws ReflectiveOperationException {
    return container.getMethod("getContainerProperties").getReturnType();
  }

  /** As the application calls it; by its topics where only Spring has a name for it. */
  String name(Object container) throws Throwable {
    Object name = (Object) beanName.invokeExact(container);
    if (name != null && !name.equals(NAMELESS) && name.toString().indexOf('#') < 0) {
      return name.toString();
    }
    Object found = (Object) properties.invokeExact(container);
    Object names = (Object) topics.invokeExact(found);
    Object matched = (Object) pattern.invokeExact(found);
    return names != null
        ? String.join(",", Arrays.asList((String[]) names))
        : matched != null ? matched.toString() : String.valueOf(name);
  }

  /** What is handed its messages; null so far. */
  Object listener(Object container) throws Throwable {
    return (Object) listener.invokeExact((Object) properties.invokeExact(container));
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
}

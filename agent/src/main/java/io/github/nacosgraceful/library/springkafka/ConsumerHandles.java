package io.github.nacosgraceful.library.springkafka;

import io.github.nacosgraceful.member.Member;
import io.github.nacosgraceful.member.Members;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Field;

/** From a consumer to its container, for whatever it has polled. */
final class ConsumerHandles {

  static final Members<ConsumerHandles> MEMBERS =
      new Members<>(
          ConsumerHandles::new,
          "spring-kafka is off",
          "Its messages are not waited for when the process stops");

  /** With one consumer, alone or as the child of another one. */
  static final String CONTAINER =
      "org.springframework.kafka.listener.KafkaMessageListenerContainer";

  private final Member container;

  private ConsumerHandles(Class<?> consumer) throws ReflectiveOperationException {
    MethodHandle single = Members.field(consumer, "this$0");
    container =
        Member.of(MethodHandles.filterReturnValue(single, outermost(single.type().returnType())));
  }

  /** The container itself, or the one that it is a child of: the only field of that type. */
  static MethodHandle outermost(Class<?> single) throws ReflectiveOperationException {
    for (Field field : single.getDeclaredFields()) {
      if (field.getType() == single.getSuperclass()) {
        return Members.field(single, field.getName());
      }
    }
    throw new NoSuchFieldException(single.getName() + ": the outer container");
  }

  /** The outermost container of a consumer. */
  Object container(Object consumer) throws Throwable {
    return container.get(consumer);
  }
}

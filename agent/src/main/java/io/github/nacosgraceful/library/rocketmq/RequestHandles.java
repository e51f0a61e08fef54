package io.github.nacosgraceful.library.rocketmq;

import io.github.nacosgraceful.member.Member;
import io.github.nacosgraceful.member.Members;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;

/** From messages that are about to be handled to their consumer. */
final class RequestHandles {

  static final Members<RequestHandles> MEMBERS =
      new Members<>(
          RequestHandles::new,
          "rocketmq is off",
          "Its messages are not waited for when the process stops");

  private final Member consumer;

  private RequestHandles(Class<?> request) throws ReflectiveOperationException {
    MethodHandle service = Members.field(request, "this$0");
    consumer =
        Member.of(
            MethodHandles.filterReturnValue(
                service, Members.field(service.type().returnType(), "defaultMQPushConsumerImpl")));
  }

  Object consumer(Object request) throws Throwable {
    return consumer.get(request);
  }
}

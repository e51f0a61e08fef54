package io.github.nacosgraceful.library.tomcat;

import static java.lang.invoke.MethodType.methodType;

import io.github.nacosgraceful.member.Members;
import io.github.nacosgraceful.traffic.GoodbyeHeader;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;

/** Sets a header of the answer that a processor is about to send. */
final class AnswerHeaders {

  static final String HTTP_1 = "org.apache.coyote.http11.Http11Processor";

  static final Members<MethodHandle> MEMBERS = GoodbyeHeader.setter(AnswerHeaders::lookUp);

  private AnswerHeaders() {}

  private static MethodHandle lookUp(Class<?> processor) throws ReflectiveOperationException {
    ClassLoader loader = processor.getClassLoader();
    Class<?> response = Class.forName("org.apache.coyote.Response", false, loader);
    return MethodHandles.filterArguments(
        MethodHandles.publicLookup()
            .findVirtual(response, "setHeader", methodType(void.class, String.class, String.class)),
        0,
        Members.field(
            Class.forName("org.apache.coyote.AbstractProcessor", false, loader), "response"));
  }
}

package io.github.nacosgraceful.library.webflux;

import static java.lang.invoke.MethodType.methodType;

import io.github.nacosgraceful.member.Members;
import io.github.nacosgraceful.traffic.GoodbyeHeader;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;

/** Sets a header of the answer that Reactor Netty is about to send. */
final class AnswerHeaders {

  static final Members<MethodHandle> MEMBERS = GoodbyeHeader.setter(AnswerHeaders::lookUp);

  private AnswerHeaders() {}

  private static MethodHandle lookUp(Class<?> operations) throws ReflectiveOperationException {
    MethodHandles.Lookup lookup = MethodHandles.publicLookup();
    ClassLoader loader = operations.getClassLoader();
    Class<?> response =
        Class.forName("reactor.netty.http.server.HttpServerResponse", false, loader);
    Class<?> headers = Class.forName("io.netty.handler.codec.http.HttpHeaders", false, loader);
    return MethodHandles.filterArguments(
        lookup.findVirtual(headers, "set", methodType(headers, String.class, Object.class)),
        0,
        lookup.findVirtual(response, "responseHeaders", methodType(headers)));
  }
}

package io.github.nacosgraceful.library.undertow;

import static java.lang.invoke.MethodType.methodType;

import io.github.nacosgraceful.goodbye.Goodbye;
import io.github.nacosgraceful.member.Members;
import io.github.nacosgraceful.traffic.GoodbyeHeader;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;

/** Sets a header of the answer that an exchange is about to send. */
final class AnswerHeaders {

  static final Members<MethodHandle> MEMBERS = GoodbyeHeader.setter(AnswerHeaders::lookUp);

  private AnswerHeaders() {}

  /** Undertow has a type of its own for names, of which one is made for all answers. */
  private static MethodHandle lookUp(Class<?> exchange) throws ReflectiveOperationException {
    MethodHandles.Lookup lookup = MethodHandles.publicLookup();
    ClassLoader loader = exchange.getClassLoader();
    Class<?> headers = Class.forName("io.undertow.util.HeaderMap", false, loader);
    Class<?> name = Class.forName("io.undertow.util.HttpString", true, loader);
    MethodHandle put = lookup.findVirtual(headers, "put", methodType(headers, name, String.class));
    return MethodHandles.dropArguments(
        MethodHandles.filterArguments(
            MethodHandles.insertArguments(
                put, 1, name.getConstructor(String.class).newInstance(Goodbye.HEADER)),
            0,
            lookup.findVirtual(exchange, "getResponseHeaders", methodType(headers))),
        1,
        String.class);
  }
}

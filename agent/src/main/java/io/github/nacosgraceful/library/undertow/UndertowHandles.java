package io.github.nacosgraceful.library.undertow;

import static java.lang.invoke.MethodType.methodType;

import io.github.nacosgraceful.member.Member;
import io.github.nacosgraceful.member.Members;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;

/**
 * The members of Undertow that counting needs, in one class loader: all or none. What the agent
 * keeps of an exchange is one of its attachments; the servlets attach their own beside it.
 */
final class UndertowHandles {

  static final String EXCHANGE = "io.undertow.server.HttpServerExchange";

  static final Members<UndertowHandles> MEMBERS =
      new Members<>(
          type -> new UndertowHandles(type.getClassLoader()),
          "undertow is off",
          "The drain does not see its requests");

  private final Member attachment;
  private final Member attach;
  private final Member uri;
  private final Member userAgent;
  private final Member contentType;
  private final MethodHandle setPersistent;

  UndertowHandles(ClassLoader loader) throws ReflectiveOperationException {
    MethodHandles.Lookup lookup = MethodHandles.publicLookup();
    Class<?> exchange = Class.forName(EXCHANGE, false, loader);
    Class<?> keys = Class.forName("io.undertow.util.AttachmentKey", false, loader);
    Class<?> headers = Class.forName("io.undertow.util.HeaderMap", false, loader);
    Class<?> names = Class.forName("io.undertow.util.Headers", false, loader);
    Class<?> name = Class.forName("io.undertow.util.HttpString", false, loader);
    Object key = keys.getMethod("create", Class.class).invoke(null, Object.class);
    attachment =
        Member.of(
            MethodHandles.insertArguments(
                lookup.findVirtual(exchange, "getAttachment", methodType(Object.class, keys)),
                1,
                key));
    attach =
        Member.of(
            MethodHandles.insertArguments(
                    lookup.findVirtual(
                        exchange, "putAttachment", methodType(Object.class, keys, Object.class)),
                    1,
                    key)
                .asType(methodType(void.class, exchange, Object.class)));
    uri = Member.of(lookup.findVirtual(exchange, "getRequestURI", methodType(String.class)));
    userAgent =
        Member.of(
            MethodHandles.filterReturnValue(
                lookup.findVirtual(exchange, "getRequestHeaders", methodType(headers)),
                Members.textOf(headers, "getFirst", name, names.getField("USER_AGENT").get(null))));
    contentType =
        Member.of(
            MethodHandles.filterReturnValue(
                lookup.findVirtual(exchange, "getResponseHeaders", methodType(headers)),
                Members.textOf(
                    headers, "getFirst", name, names.getField("CONTENT_TYPE").get(null))));
    setPersistent =
        lookup
            .findVirtual(exchange, "setPersistent", methodType(exchange, boolean.class))
            .asType(methodType(void.class, Object.class, boolean.class));
  }

  /** Those for an object of the library; null where this version lacks one of them. */
  static UndertowHandles of(Object any) {
    return MEMBERS.get(any.getClass());
  }

  /** What {@link #attach} was given, or null. */
  Object attachment(Object exchange) throws Throwable {
    return attachment.get(exchange);
  }

  void attach(Object exchange, Object value) throws Throwable {
    attach.set(exchange, value);
  }

  String uri(Object exchange) throws Throwable {
    return (String) uri.get(exchange);
  }

  /** Whoever says to have sent the request; null if nobody does. */
  String userAgent(Object exchange) throws Throwable {
    return (String) userAgent.get(exchange);
  }

  /** Of the response; null if it has none so far. */
  String contentType(Object exchange) throws Throwable {
    return (String) contentType.get(exchange);
  }

  /** The response tells its caller so, and the connection ends with it. */
  void closeConnection(Object exchange) throws Throwable {
    setPersistent.invokeExact(exchange, false);
  }
}

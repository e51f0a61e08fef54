package io.github.nacosgraceful.library.webflux;

import static java.lang.invoke.MethodType.methodType;

import io.github.nacosgraceful.member.Members;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.util.function.Consumer;

/**
 * The members of Reactor, Reactor Netty and Netty that counting needs, in one class loader: all or
 * none. Reactor Netty has one object for a request and its response, and Netty a channel that
 * serves one request at a time.
 */
final class WebFluxHandles {

  static final Members<WebFluxHandles> MEMBERS =
      new Members<>(
          type -> new WebFluxHandles(type.getClassLoader()),
          "webflux is off",
          "The drain does not see its requests");

  private static final String ATTRIBUTE = "nacos-graceful";

  private final MethodHandle uri;
  private final MethodHandle requestHeader;
  private final MethodHandle responseHeader;
  private final MethodHandle keepAlive;
  private final MethodHandle attribute;
  private final MethodHandle get;
  private final MethodHandle set;
  private final MethodHandle doFinally;

  WebFluxHandles(ClassLoader loader) throws ReflectiveOperationException {
    MethodHandles.Lookup lookup = MethodHandles.publicLookup();
    Class<?> mono = Class.forName("reactor.core.publisher.Mono", false, loader);
    Class<?> request = Class.forName("reactor.netty.http.server.HttpServerRequest", false, loader);
    Class<?> response =
        Class.forName("reactor.netty.http.server.HttpServerResponse", false, loader);
    Class<?> connection = Class.forName("reactor.netty.Connection", false, loader);
    Class<?> headers = Class.forName("io.netty.handler.codec.http.HttpHeaders", false, loader);
    Class<?> channel = Class.forName("io.netty.channel.Channel", false, loader);
    Class<?> attributes = Class.forName("io.netty.util.AttributeMap", false, loader);
    Class<?> key = Class.forName("io.netty.util.AttributeKey", false, loader);
    Class<?> value = Class.forName("io.netty.util.Attribute", false, loader);
    uri =
        lookup
            .findVirtual(request, "uri", methodType(String.class))
            .asType(methodType(String.class, Object.class));
    MethodHandle header =
        lookup.findVirtual(headers, "get", methodType(String.class, String.class));
    requestHeader =
        MethodHandles.filterArguments(
                header, 0, lookup.findVirtual(request, "requestHeaders", methodType(headers)))
            .asType(methodType(String.class, Object.class, String.class));
    responseHeader =
        MethodHandles.filterArguments(
                header, 0, lookup.findVirtual(response, "responseHeaders", methodType(headers)))
            .asType(methodType(String.class, Object.class, String.class));
    keepAlive =
        lookup
            .findVirtual(response, "keepAlive", methodType(response, boolean.class))
            .asType(methodType(void.class, Object.class, boolean.class));
    Object ours = key.getMethod("valueOf", String.class).invoke(null, ATTRIBUTE);
    attribute =
        MethodHandles.filterReturnValue(
                lookup.findVirtual(connection, "channel", methodType(channel)),
                MethodHandles.insertArguments(
                        lookup.findVirtual(attributes, "attr", methodType(value, key)), 1, ours)
                    .asType(methodType(value, channel)))
            .asType(methodType(Object.class, Object.class));
    get =
        lookup
            .findVirtual(value, "get", methodType(Object.class))
            .asType(methodType(Object.class, Object.class));
    set =
        lookup
            .findVirtual(value, "set", methodType(void.class, Object.class))
            .asType(methodType(void.class, Object.class, Object.class));
    doFinally =
        lookup
            .findVirtual(mono, "doFinally", methodType(mono, Consumer.class))
            .asType(methodType(Object.class, Object.class, Consumer.class));
  }

  /** Those for an object of the library; null where this version lacks one of them. */
  static WebFluxHandles of(Object any) {
    return MEMBERS.get(any.getClass());
  }

  String uri(Object request) throws Throwable {
    return (String) uri.invokeExact(request);
  }

  /** Null if there is none. */
  String requestHeader(Object request, String name) throws Throwable {
    return (String) requestHeader.invokeExact(request, name);
  }

  /** Null if there is none so far. */
  String responseHeader(Object request, String name) throws Throwable {
    return (String) responseHeader.invokeExact(request, name);
  }

  /** Where the protocol knows of it, the caller will close the connection. */
  void closeConnection(Object request) throws Throwable {
    keepAlive.invokeExact(request, false);
  }

  /** What was kept last for a request on this one's channel, or null. */
  Object kept(Object request) throws Throwable {
    Object value = (Object) attribute.invokeExact(request);
    return (Object) get.invokeExact(value);
  }

  void keep(Object request, Object kept) throws Throwable {
    Object value = (Object) attribute.invokeExact(request);
    set.invokeExact(value, kept);
  }

  /**
   * {@code mono}, with an action for when it completes, fails or is cancelled: once, whichever
   * comes first.
   */
  Object doFinally(Object mono, Consumer<Object> action) throws Throwable {
    return (Object) doFinally.invokeExact(mono, action);
  }
}

package io.github.nacosgraceful.webflux;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.function.Consumer;

/**
 * The members of Reactor and Reactor Netty that counting needs, in one class loader: all or none.
 */
final class WebFluxHandles {

  private final MethodHandle uri;
  private final MethodHandle doFinally;

  WebFluxHandles(ClassLoader loader) throws ReflectiveOperationException {
    MethodHandles.Lookup lookup = MethodHandles.publicLookup();
    Class<?> mono = Class.forName("reactor.core.publisher.Mono", false, loader);
    Class<?> request = Class.forName("reactor.netty.http.server.HttpServerRequest", false, loader);
    uri =
        lookup
            .findVirtual(request, "uri", MethodType.methodType(String.class))
            .asType(MethodType.methodType(String.class, Object.class));
    doFinally =
        lookup
            .findVirtual(mono, "doFinally", MethodType.methodType(mono, Consumer.class))
            .asType(MethodType.methodType(Object.class, Object.class, Consumer.class));
  }

  String uri(Object request) throws Throwable {
    return (String) uri.invokeExact(request);
  }

  /**
   * {@code mono}, with an action for when it completes, fails or is cancelled: once, whichever
   * comes first.
   */
  Object doFinally(Object mono, Consumer<Object> action) throws Throwable {
    return (Object) doFinally.invokeExact(mono, action);
  }
}

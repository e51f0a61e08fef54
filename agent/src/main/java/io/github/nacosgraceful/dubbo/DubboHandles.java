package io.github.nacosgraceful.dubbo;

import static java.lang.invoke.MethodType.methodType;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;

/** The members of Dubbo that counting calls needs, in one class loader: all or none. */
final class DubboHandles {

  private final MethodHandle protocol;
  private final MethodHandle whenComplete;

  DubboHandles(ClassLoader loader) throws ReflectiveOperationException {
    MethodHandles.Lookup lookup = MethodHandles.publicLookup();
    Class<?> node = Class.forName("org.apache.dubbo.common.Node", false, loader);
    Class<?> url = Class.forName("org.apache.dubbo.common.URL", false, loader);
    Class<?> result = Class.forName("org.apache.dubbo.rpc.Result", false, loader);
    protocol =
        MethodHandles.filterReturnValue(
                lookup.findVirtual(node, "getUrl", methodType(url)),
                lookup.findVirtual(url, "getProtocol", methodType(String.class)))
            .asType(methodType(String.class, Object.class));
    whenComplete =
        lookup
            .findVirtual(result, "whenCompleteWithContext", methodType(result, BiConsumer.class))
            .asType(methodType(Object.class, Object.class, BiConsumer.class));
  }

  /** Of the address at which a service is offered. */
  String protocol(Object invoker) throws Throwable {
    return (String) protocol.invokeExact(invoker);
  }

  /** Since 2.7.3 a result is a Future; before, every call had its answer when it returned. */
  static boolean isDone(Object result) {
    return !(result instanceof Future) || ((Future<?>) result).isDone();
  }

  void whenComplete(Object result, BiConsumer<Object, Throwable> action) throws Throwable {
    Object same = (Object) whenComplete.invokeExact(result, action);
  }
}

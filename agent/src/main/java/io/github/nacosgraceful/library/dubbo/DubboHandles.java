package io.github.nacosgraceful.library.dubbo;

import static java.lang.invoke.MethodType.methodType;

import io.github.nacosgraceful.member.Members;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.util.concurrent.CompletableFuture;

/** The members of Dubbo that counting calls needs, in one class loader: all or none. */
final class DubboHandles {

  static final Members<DubboHandles> MEMBERS =
      new Members<>(
          type -> new DubboHandles(type.getClassLoader()),
          "dubbo is off",
          "The drain does not see its calls");

  private final MethodHandle protocol;
  private final MethodHandle service;
  private final MethodHandle arguments;
  private final Class<?> observer;
  private final Class<?> asyncResult;
  private final MethodHandle answer;

  DubboHandles(ClassLoader loader) throws ReflectiveOperationException {
    MethodHandles.Lookup lookup = MethodHandles.publicLookup();
    Class<?> node = Class.forName("org.apache.dubbo.common.Node", false, loader);
    Class<?> url = Class.forName("org.apache.dubbo.common.URL", false, loader);
    protocol =
        MethodHandles.filterReturnValue(
                lookup.findVirtual(node, "getUrl", methodType(url)),
                lookup.findVirtual(url, "getProtocol", methodType(String.class)))
            .asType(methodType(String.class, Object.class));
    service =
        lookup
            .findVirtual(
                Class.forName("org.apache.dubbo.rpc.Invoker", false, loader),
                "getInterface",
                methodType(Class.class))
            .asType(methodType(Class.class, Object.class));
    arguments =
        lookup
            .findVirtual(
                Class.forName("org.apache.dubbo.rpc.Invocation", false, loader),
                "getArguments",
                methodType(Object[].class))
            .asType(methodType(Object[].class, Object.class));
    observer = observer(loader);
    asyncResult = Class.forName("org.apache.dubbo.rpc.AsyncRpcResult", false, loader);
    // Until 2.7.5 a result is the future itself.
    MethodHandle future =
        CompletableFuture.class.isAssignableFrom(asyncResult)
            ? MethodHandles.identity(asyncResult)
            : lookup.findVirtual(
                asyncResult, "getResponseFuture", methodType(CompletableFuture.class));
    answer = future.asType(methodType(CompletableFuture.class, Object.class));
  }

  /** Those for an object of the library; null where this version lacks one of them. */
  static DubboHandles of(Object any) {
    return MEMBERS.get(any.getClass());
  }

  /** Null before 3.0, which has no streams. */
  private static Class<?> observer(ClassLoader loader) {
    try {
      return Class.forName("org.apache.dubbo.common.stream.StreamObserver", false, loader);
    } catch (ClassNotFoundException e) {
      return null;
    }
  }

  /** Of the address at which a service is offered. */
  String protocol(Object invoker) throws Throwable {
    return (String) protocol.invokeExact(invoker);
  }

  /** What the service is to answer a stream with; null for a call that is no stream. */
  Object observer(Object invocation) throws Throwable {
    Object[] all = observer == null ? null : (Object[]) arguments.invokeExact(invocation);
    if (all != null) {
      for (Object argument : all) {
        if (observer.isInstance(argument)) {
          return argument;
        }
      }
    }
    return null;
  }

  Class<?> service(Object invoker) throws Throwable {
    return (Class<?>) (Class) service.invokeExact(invoker);
  }

  /** What completes with the service's answer; null where there is nothing to wait for. */
  CompletableFuture<?> answer(Object result) throws Throwable {
    return asyncResult.isInstance(result)
        ? (CompletableFuture<?>) (CompletableFuture) answer.invokeExact(result)
        : null;
  }
}

package io.github.nacosgraceful.library.dubbo;

import static java.lang.invoke.MethodType.methodType;

import io.github.nacosgraceful.member.Members;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;

/**
 * What leads from the observer that a service answers a stream with to the Netty channel of that
 * stream, for one class of observers: all or none.
 */
final class TripleHandles {

  /** What a service answers a stream with, since 3.3. */
  static final String OBSERVER =
      "org.apache.dubbo.remoting.http12.AbstractServerHttpChannelObserver";

  static final String OBSERVER_BEFORE_33 =
      "org.apache.dubbo.rpc.protocol.tri.observer.ServerCallToObserverAdapter";

  static final Members<TripleHandles> MEMBERS =
      new Members<>(
          TripleHandles::new,
          "counting streams of dubbo is off",
          "The drain sees them until the service's method returns");

  private final Class<?> channel;
  private final Class<?> listener;

  /** From the observer to what has the channel, or another of its type. */
  private final MethodHandle carrier;

  private final Class<?> carrierType;

  private final MethodHandle closed;
  private final MethodHandle addListener;
  private final MethodHandle removeListener;

  TripleHandles(Class<?> observer) throws ReflectiveOperationException {
    ClassLoader loader = observer.getClassLoader();
    channel = Class.forName("io.netty.channel.Channel", false, loader);
    listener = Class.forName("io.netty.util.concurrent.GenericFutureListener", false, loader);
    Class<?> future = Class.forName("io.netty.channel.ChannelFuture", false, loader);
    MethodHandles.Lookup lookup = MethodHandles.publicLookup();
    closed =
        lookup
            .findVirtual(channel, "closeFuture", methodType(future))
            .asType(methodType(Object.class, Object.class));
    addListener = listening(lookup, future, "addListener");
    removeListener = listening(lookup, future, "removeListener");
    MethodHandle toCarrier = carrier(observer);
    carrier = toCarrier.asType(methodType(Object.class, Object.class));
    carrierType = toCarrier.type().returnType();
  }

  /** Those for an object of the library; null where this version lacks one of them. */
  static TripleHandles of(Object any) {
    return MEMBERS.get(any.getClass());
  }

  private MethodHandle listening(MethodHandles.Lookup lookup, Class<?> future, String method)
      throws ReflectiveOperationException {
    return lookup
        .findVirtual(future, method, methodType(future, listener))
        .asType(methodType(void.class, Object.class, Object.class));
  }

  private static MethodHandle carrier(Class<?> observer) throws ReflectiveOperationException {
    ClassLoader loader = observer.getClassLoader();
    for (Class<?> type = observer; type != null; type = type.getSuperclass()) {
      if (type.getName().equals(OBSERVER)) {
        return MethodHandles.publicLookup()
            .findVirtual(
                type,
                "getHttpChannel",
                methodType(
                    Class.forName("org.apache.dubbo.remoting.http12.HttpChannel", false, loader)));
      }
    }
    Class<?> adapter = Class.forName(OBSERVER_BEFORE_33, false, loader);
    MethodHandle call = Members.field(adapter, "call");
    return MethodHandles.filterReturnValue(call, Members.field(call.type().returnType(), "stream"));
  }

  /** Null where there is no channel of Netty: the call comes through a servlet. */
  Object closed(Object observer) throws Throwable {
    Object found = channel(carrier.invokeExact(observer));
    return found == null ? null : closed.invokeExact(found);
  }

  /** By its type, for its name differs, and this is done once in a stream's life. */
  private Object channel(Object carrying) throws ReflectiveOperationException {
    for (Class<?> type = carrying.getClass(); type != null; type = type.getSuperclass()) {
      for (Field field : type.getDeclaredFields()) {
        boolean isChannel = channel.isAssignableFrom(field.getType());
        if (isChannel || carrierType.isAssignableFrom(field.getType())) {
          field.setAccessible(true);
          return isChannel ? field.get(carrying) : channel(field.get(carrying));
        }
      }
    }
    return null;
  }

  /** One of Netty's, for what it calls. */
  Object listener(InvocationHandler called) {
    return Proxy.newProxyInstance(listener.getClassLoader(), new Class<?>[] {listener}, called);
  }

  /** Is called at once if the future is complete. */
  void addListener(Object future, Object added) throws Throwable {
    addListener.invokeExact(future, added);
  }

  void removeListener(Object future, Object removed) throws Throwable {
    removeListener.invokeExact(future, removed);
  }
}

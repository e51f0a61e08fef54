package io.github.nacosgraceful.library.dubbo;

import io.github.nacosgraceful.bridge.Bridge;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;

/** Listens for the end of a stream's channel, as Netty's own listeners do. Netty's threads. */
final class DubboStream implements InvocationHandler {

  private final TripleHandles triple;
  private final Object closed;
  private final Runnable end;
  private final int point;
  private final Object listener;

  /**
   * @param closed Netty's future of that
   * @param point under which errors are counted
   */
  DubboStream(TripleHandles triple, Object closed, Runnable end, int point) {
    this.triple = triple;
    this.closed = closed;
    this.end = end;
    this.point = point;
    this.listener = triple.listener(this);
  }

  /** Where that fails, the stream has ended: better too early than never. */
  void listen() {
    try {
      triple.addListener(closed, listener);
    } catch (Throwable e) {
      Bridge.suppressed(point, e);
      end.run();
    }
  }

  /** A channel of HTTP/1 may outlive its streams. */
  void forget() {
    try {
      triple.removeListener(closed, listener);
    } catch (Throwable e) {
      Bridge.suppressed(point, e);
    }
  }

  @Override
  public Object invoke(Object proxy, Method method, Object[] arguments) {
    switch (method.getName()) {
      case "operationComplete":
        end.run();
        return null;
      case "equals":
        return proxy == arguments[0];
      case "hashCode":
        return System.identityHashCode(proxy);
      default:
        return toString();
    }
  }
}

package io.github.nacosgraceful.library.dubbo;

import io.github.nacosgraceful.bridge.Handler;
import io.github.nacosgraceful.traffic.Traffic;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;

/**
 * Counts the calls that Dubbo's services serve, until they have answered; a stream until it ends.
 * What a process calls of itself is not traffic, nor are gRPC's health checks and reflection. Runs
 * on Dubbo's threads.
 */
final class DubboCalls extends Handler {

  private static final String WITHIN_THE_JVM = "injvm";

  /** Which triple has itself. */
  private static final String HEALTH = "io.grpc.health.";

  private static final String REFLECTION = "org.apache.dubbo.rpc.protocol.tri.service.";

  private final Traffic traffic;
  private final DubboStreams streams;
  private final BiConsumer<Object, Throwable> end;

  DubboCalls(Traffic traffic, DubboStreams streams) {
    this.traffic = traffic;
    this.streams = streams;
    this.end = (answer, failure) -> traffic.end();
  }

  /** A service is called. */
  Handler onCall() {
    return this;
  }

  @Override
  public Object enter(Object invoker, Object invocation, Object b, Object c) throws Throwable {
    DubboHandles dubbo = DubboHandles.of(invoker);
    if (dubbo == null || !isCounted(dubbo, invoker)) {
      return null;
    }
    Object observer = dubbo.observer(invocation);
    if (observer != null && streams.begin(observer)) {
      return observer;
    }
    traffic.begin();
    return dubbo;
  }

  @Override
  public Object leave(Object entered, Object invoker, Object a, Object result) throws Throwable {
    if (entered instanceof DubboHandles) {
      CompletableFuture<?> answer = ((DubboHandles) entered).answer(result);
      if (answer == null || answer.isDone()) { // null after an exception
        traffic.end();
      } else {
        answer.whenComplete(end);
      }
    } else if (entered != null && result == null) {
      streams.end(entered);
    }
    return result;
  }

  private static boolean isCounted(DubboHandles dubbo, Object invoker) throws Throwable {
    String service = dubbo.service(invoker).getName();
    return !WITHIN_THE_JVM.equals(dubbo.protocol(invoker))
        && !service.startsWith(HEALTH)
        && !service.startsWith(REFLECTION);
  }
}

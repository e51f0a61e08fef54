package io.github.nacosgraceful.library.dubbo;

import io.github.nacosgraceful.bridge.Handler;
import io.github.nacosgraceful.traffic.Endless;
import io.github.nacosgraceful.traffic.Traffic;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;

/**
 * Counts the streams of Dubbo's triple as endless: from the call of the service until the service
 * has completed or failed the stream, or its channel is closed, which it is at last whoever ends
 * it. Each is known by the observer that the service answers with. Runs on Dubbo's and Netty's
 * threads.
 */
final class DubboStreams extends Handler {

  private final Traffic traffic;
  private final int point;
  private final Map<Object, DubboStream> open =
      Collections.synchronizedMap(new IdentityHashMap<>());

  /**
   * @param point under which errors are counted
   */
  DubboStreams(Traffic traffic, int point) {
    this.traffic = traffic;
    this.point = point;
  }

  /** A service has completed or failed what it answers with. */
  Handler onCompleted() {
    return this;
  }

  /** False for what comes through a servlet: its server counts it. */
  boolean begin(Object observer) throws Throwable {
    TripleHandles triple = TripleHandles.of(observer);
    Object closed = triple == null ? null : triple.closed(observer);
    if (closed == null) {
      return false;
    }
    DubboStream stream = new DubboStream(triple, closed, () -> end(observer), point);
    if (open.putIfAbsent(observer, stream) == null) {
      traffic.begin();
      traffic.begin(Endless.DUBBO_STREAM, stream);
      stream.listen();
    }
    return true;
  }

  /** For one that has ended already, and what is no stream, nothing. */
  void end(Object observer) {
    DubboStream stream = open.remove(observer);
    if (stream != null) {
      traffic.end(Endless.DUBBO_STREAM, stream);
      traffic.end();
      stream.forget();
    }
  }

  /** An observer was completed; calls that are not streams have one too. */
  @Override
  public void exit(Object none, Object observer, Object a) {
    if (traffic.has(Endless.DUBBO_STREAM)) {
      end(observer);
    }
  }
}

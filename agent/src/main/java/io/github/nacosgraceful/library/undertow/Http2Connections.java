package io.github.nacosgraceful.library.undertow;

import io.github.nacosgraceful.bridge.Handler;
import io.github.nacosgraceful.traffic.GoAways;

/**
 * Tells callers over HTTP/2 that they should close their connection. Undertow's own way to do so
 * closes it at once, with what is in flight, and so does each GOAWAY when it is written, for it
 * says to be the last frame: the agent's says that it is not. Runs on Undertow's threads.
 */
final class Http2Connections extends Handler {

  private static final Object NOT_THE_LAST = new Object();

  private final GoAways goAways;

  Http2Connections(GoAways goAways) {
    this.goAways = goAways;
  }

  /** A request begins, which need not be one of HTTP/2. */
  void begin(Object exchange) throws Throwable {
    Http2Handles http2 = Http2Handles.of(exchange);
    Object connection = http2 == null ? null : http2.connection(exchange);
    if (connection != null && goAways.isDue(connection, http2.userAgent(exchange))) {
      http2.goAway(connection);
    }
  }

  /** Asked of a GOAWAY whether it is the last frame: the agent's is not. */
  @Override
  public Object enter(Object frame, Object a, Object b, Object c) throws Throwable {
    Http2Handles http2 = Http2Handles.of(frame);
    return http2 != null && http2.lastStream(frame) == GoAways.LAST_STREAM ? NOT_THE_LAST : null;
  }
}

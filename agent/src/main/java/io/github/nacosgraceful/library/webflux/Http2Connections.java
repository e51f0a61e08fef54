package io.github.nacosgraceful.library.webflux;

import io.github.nacosgraceful.traffic.GoAways;

/**
 * Tells callers over HTTP/2 that they should close their connection. Netty goes on as before, for
 * the frame names no stream that could not be. Runs on the event loop of the connection.
 */
final class Http2Connections {

  private final GoAways goAways;

  Http2Connections(GoAways goAways) {
    this.goAways = goAways;
  }

  /** A request begins, which need not be one of HTTP/2. */
  void begin(Object request, String userAgent) throws Throwable {
    Http2Handles http2 = Http2Handles.of(request);
    Object connection = http2 == null ? null : http2.connection(request);
    if (connection != null && goAways.isDue(connection, userAgent)) {
      http2.goAway(connection);
    }
  }
}

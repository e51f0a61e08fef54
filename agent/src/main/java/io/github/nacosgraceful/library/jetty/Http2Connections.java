package io.github.nacosgraceful.library.jetty;

import io.github.nacosgraceful.bridge.Handler;
import io.github.nacosgraceful.traffic.GoAways;

/**
 * Tells callers over HTTP/2 that they should close their connection. Jetty hears nothing of it: its
 * own graceful GOAWAY is followed by another one as soon as nothing is in flight, and it then drops
 * what the caller had sent until it heard of that. Runs on Jetty's threads.
 */
final class Http2Connections extends Handler {

  private final GoAways goAways;

  Http2Connections(GoAways goAways) {
    this.goAways = goAways;
  }

  @Override
  public Object enter(Object request, Object headers, Object b, Object c) throws Throwable {
    if (goAways.isTime()) {
      Http2Handles http2 = Http2Handles.of(request);
      if (http2 != null) {
        Object connection = http2.connection(request);
        if (goAways.isDue(connection, http2.userAgent(headers))) {
          http2.goAway(connection);
        }
      }
    }
    return null;
  }
}

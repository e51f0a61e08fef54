package io.github.nacosgraceful.library.tomcat;

import io.github.nacosgraceful.bridge.Handler;
import io.github.nacosgraceful.traffic.GoAways;

/** Tells callers over HTTP/2 that they should close their connection. Runs on Tomcat's threads. */
final class Http2Connections extends Handler {

  private final GoAways goAways;

  Http2Connections(GoAways goAways) {
    this.goAways = goAways;
  }

  @Override
  public Object enter(Object connection, Object stream, Object b, Object c) throws Throwable {
    if (goAways.isTime()) {
      Http2Handles http2 = Http2Handles.of(connection);
      if (http2 != null && goAways.isDue(connection, http2.userAgent(stream))) {
        http2.goAway(connection);
      }
    }
    return null;
  }
}

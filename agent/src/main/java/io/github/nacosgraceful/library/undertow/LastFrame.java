package io.github.nacosgraceful.library.undertow;

import io.github.nacosgraceful.bridge.Handler;
import io.github.nacosgraceful.traffic.GoAways;

/**
 * Undertow closes a connection as soon as it has written a GOAWAY, with what is in flight: the
 * frame says of itself that it is the last one. The agent's says that it is not. Runs on Undertow's
 * threads.
 */
final class LastFrame extends Handler {

  private static final Object NOT_THE_LAST = new Object();

  /** Asked of a GOAWAY whether it is the last frame. */
  @Override
  public Object enter(Object frame, Object a, Object b, Object c) throws Throwable {
    Http2Handles http2 = Http2Handles.of(frame);
    return http2 != null && http2.lastStream(frame) == GoAways.LAST_STREAM ? NOT_THE_LAST : null;
  }
}

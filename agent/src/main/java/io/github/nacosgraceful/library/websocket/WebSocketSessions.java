package io.github.nacosgraceful.library.websocket;

import io.github.nacosgraceful.bridge.Bridge;
import io.github.nacosgraceful.bridge.Handler;
import io.github.nacosgraceful.traffic.WebSockets;

/** Notes each WebSocket that a client opens. Runs on the threads of the servers. */
final class WebSocketSessions extends Handler {

  private final WebSockets webSockets;
  private final int point;

  /**
   * @param point under which its errors are counted
   */
  WebSocketSessions(WebSockets webSockets, int point) {
    this.webSockets = webSockets;
    this.point = point;
  }

  @Override
  public void exit(Object none, Object session, Object a) throws Throwable {
    Sessions sessions = Sessions.of(session);
    if (sessions.isServers(session)) {
      webSockets.opened(session, one -> isOpen(sessions, one));
    }
  }

  private boolean isOpen(Sessions sessions, Object session) {
    try {
      return sessions.isOpen(session);
    } catch (ReflectiveOperationException | RuntimeException e) {
      Bridge.suppressed(point, e);
      return false;
    }
  }
}

package io.github.nacosgraceful.library.websocket;

import io.github.nacosgraceful.bridge.Handler;
import io.github.nacosgraceful.traffic.WebSockets;

/** Notes each WebSocket that a client opens. Runs on the threads of the servers. */
public final class WebSocketSessions extends Handler {

  private final WebSockets webSockets;

  public WebSocketSessions(WebSockets webSockets) {
    this.webSockets = webSockets;
  }

  @Override
  public void exit(Object none, Object session, Object a) throws Throwable {
    Sessions sessions = Sessions.of(session);
    if (sessions.isServers(session)) {
      webSockets.opened(session, sessions::isOpen);
    }
  }
}

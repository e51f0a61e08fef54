package io.github.nacosgraceful.library.websocket;

/** The classes of which the servers' sessions are. */
final class SessionTypes {

  static final String TOMCAT = "org.apache.tomcat.websocket.WsSession";
  static final String JETTY_9 = "org.eclipse.jetty.websocket.common.io.AbstractWebSocketConnection";
  static final String JETTY_10 = "org.eclipse.jetty.websocket.core.internal.WebSocketCoreSession";
  static final String JETTY_12 = "org.eclipse.jetty.websocket.core.WebSocketCoreSession";
  static final String UNDERTOW = "io.undertow.websockets.core.WebSocketChannel";
  static final String REACTOR_NETTY = "reactor.netty.http.server.WebsocketServerOperations";

  private SessionTypes() {}
}

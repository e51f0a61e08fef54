package io.github.nacosgraceful.library.websocket;

import io.github.nacosgraceful.bridge.Bridge;
import io.github.nacosgraceful.config.Option;

/**
 * A server's class of WebSocket sessions, and how one says whether it is open. Some serve clients
 * of WebSockets too, whose sessions are none of the drain's business.
 *
 * <p>Reflection on public members, once for each session and whenever somebody counts them.
 */
enum Sessions {
  TOMCAT(Option.TOMCAT, "org.apache.tomcat.websocket.WsSession", "isOpen"),
  JETTY_9(
      Option.JETTY, "org.eclipse.jetty.websocket.common.io.AbstractWebSocketConnection", "isOpen") {
    @Override
    boolean isServers(Object session) {
      return session.getClass().getName().startsWith("org.eclipse.jetty.websocket.server.");
    }
  },
  JETTY_10(
      Option.JETTY,
      "org.eclipse.jetty.websocket.core.internal.WebSocketCoreSession",
      "isOutputOpen") {
    @Override
    boolean isServers(Object session) throws ReflectiveOperationException {
      return isServersInJetty(session);
    }
  },
  JETTY_12(Option.JETTY, "org.eclipse.jetty.websocket.core.WebSocketCoreSession", "isOutputOpen") {
    @Override
    boolean isServers(Object session) throws ReflectiveOperationException {
      return isServersInJetty(session);
    }
  },
  UNDERTOW(Option.UNDERTOW, "io.undertow.websockets.core.WebSocketChannel", "isOpen") {
    @Override
    boolean isServers(Object session) throws ReflectiveOperationException {
      return !(Boolean) call(session, "isClient");
    }
  },
  REACTOR_NETTY(
      Option.WEBFLUX, "reactor.netty.http.server.WebsocketServerOperations", "isDisposed") {
    @Override
    boolean isOpen(Object session) {
      return !super.isOpen(session);
    }
  };

  private final Option part;
  private final String type;
  private final String openness;

  Sessions(Option part, String type, String openness) {
    this.part = part;
    this.type = type;
    this.openness = openness;
  }

  Option part() {
    return part;
  }

  String type() {
    return type;
  }

  /** Whether a client of this process's opened it. */
  boolean isServers(Object session) throws ReflectiveOperationException {
    return true;
  }

  boolean isOpen(Object session) {
    try {
      return (Boolean) call(session, openness);
    } catch (ReflectiveOperationException | RuntimeException e) {
      Bridge.suppressed(Bridge.WEBSOCKET, e);
      return false;
    }
  }

  /** Of this object: they extend the class, or are the class. */
  static Sessions of(Object session) {
    for (Class<?> type = session.getClass(); type != null; type = type.getSuperclass()) {
      for (Sessions each : values()) {
        if (each.type.equals(type.getName())) {
          return each;
        }
      }
    }
    throw new IllegalArgumentException(session.getClass().getName());
  }

  private static boolean isServersInJetty(Object session) throws ReflectiveOperationException {
    return call(session, "getBehavior").toString().equals("SERVER");
  }

  private static Object call(Object session, String method) throws ReflectiveOperationException {
    return session.getClass().getMethod(method).invoke(session);
  }
}

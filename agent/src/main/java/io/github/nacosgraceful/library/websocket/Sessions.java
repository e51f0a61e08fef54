package io.github.nacosgraceful.library.websocket;

import io.github.nacosgraceful.member.Getter;
import io.github.nacosgraceful.member.Reflection;

/**
 * A server's class of WebSocket sessions, and how one says whether it is open. Some serve clients
 * of WebSockets too, whose sessions are none of the drain's business.
 *
 * <p>Reflection on public members, once for each session and whenever somebody counts them, which a
 * drain does each few milliseconds.
 */
enum Sessions {
  TOMCAT(SessionTypes.TOMCAT, "isOpen"),
  JETTY_9(SessionTypes.JETTY_9, "isOpen") {
    @Override
    boolean isServers(Object session) {
      return session.getClass().getName().startsWith("org.eclipse.jetty.websocket.server.");
    }
  },
  JETTY_10(SessionTypes.JETTY_10, "isOutputOpen") {
    @Override
    boolean isServers(Object session) throws ReflectiveOperationException {
      return isServersInJetty(session);
    }
  },
  JETTY_12(SessionTypes.JETTY_12, "isOutputOpen") {
    @Override
    boolean isServers(Object session) throws ReflectiveOperationException {
      return isServersInJetty(session);
    }
  },
  UNDERTOW(SessionTypes.UNDERTOW, "isOpen") {
    @Override
    boolean isServers(Object session) throws ReflectiveOperationException {
      return !(Boolean) IS_CLIENT.of(session);
    }
  },
  REACTOR_NETTY(SessionTypes.REACTOR_NETTY, "isDisposed") {
    @Override
    boolean isOpen(Object session) throws ReflectiveOperationException {
      return !super.isOpen(session);
    }
  };

  private static final Getter IS_CLIENT = new Getter("isClient");
  private static final Getter BEHAVIOR = new Getter("getBehavior");

  private final String type;
  private final Getter openness;

  Sessions(String type, String openness) {
    this.type = type;
    this.openness = new Getter(openness);
  }

  /** Whether a client of this process's opened it. */
  boolean isServers(Object session) throws ReflectiveOperationException {
    return true;
  }

  boolean isOpen(Object session) throws ReflectiveOperationException {
    return (Boolean) openness.of(session);
  }

  /** Of this object: they extend the class, or are the class. */
  static Sessions of(Object session) {
    for (Sessions each : values()) {
      if (Reflection.isA(session, each.type)) {
        return each;
      }
    }
    throw new IllegalArgumentException(session.getClass().getName());
  }

  private static boolean isServersInJetty(Object session) throws ReflectiveOperationException {
    return BEHAVIOR.of(session).toString().equals("SERVER");
  }
}

package io.github.nacosgraceful.library.websocket;

import static io.github.nacosgraceful.weave.Value.NOTHING;
import static io.github.nacosgraceful.weave.Value.SELF;
import static io.github.nacosgraceful.weave.Value.argument;

import io.github.nacosgraceful.bridge.Bridge;
import io.github.nacosgraceful.member.Need;
import io.github.nacosgraceful.part.Core;
import io.github.nacosgraceful.weave.Advice;
import io.github.nacosgraceful.weave.Hook;
import java.util.Arrays;
import java.util.List;

/** Where each server makes the session of a WebSocket. What the parts of the servers share. */
public final class WebSocketHooks {

  /** A client has opened a WebSocket. Self: the server's session. */
  private static final int OPEN = Bridge.point("websocket.open");

  private WebSocketHooks() {}

  public static List<Hook> ofTomcat() {
    return Hook.oneOf(
        "org.apache.tomcat.websocket.server.WsServerContainer",
        Advice.of(OPEN).returned(argument(1), NOTHING),
        "registerSession(Ljava/lang/Object;Lorg/apache/tomcat/websocket/WsSession;)V",
        "registerSession(Ljavax/websocket/Endpoint;Lorg/apache/tomcat/websocket/WsSession;)V",
        // Since 11.0.25, 10.1.59 and 9.0.121.
        "registerSession(Ljava/lang/Object;Lorg/apache/tomcat/websocket/WsSession;Ljava/lang/Object;)V");
  }

  public static List<Hook> ofJetty() {
    return Arrays.asList(
        made(SessionTypes.JETTY_9), made(SessionTypes.JETTY_10), made(SessionTypes.JETTY_12));
  }

  public static List<Hook> ofUndertow() {
    return Arrays.asList(made(SessionTypes.UNDERTOW));
  }

  public static List<Hook> ofReactorNetty() {
    return Arrays.asList(made(SessionTypes.REACTOR_NETTY));
  }

  private static Hook made(String session) {
    return Hook.onConstructors(session, Advice.of(OPEN).returned(SELF, NOTHING));
  }

  /** The handler is the same for every server. */
  public static void connect(Core core) {
    Bridge.install(OPEN, new WebSocketSessions(core.traffic().webSockets(), OPEN));
  }

  public static List<Need> needsOfTomcat() {
    return Arrays.asList(Need.method(SessionTypes.TOMCAT, "isOpen"));
  }

  public static List<Need> needsOfJetty() {
    return Arrays.asList(
        Need.method(SessionTypes.JETTY_9, "isOpen"),
        Need.method(SessionTypes.JETTY_10, "isOutputOpen"),
        Need.method(SessionTypes.JETTY_10, "getBehavior"),
        Need.method(SessionTypes.JETTY_12, "isOutputOpen"),
        Need.method(SessionTypes.JETTY_12, "getBehavior"));
  }

  public static List<Need> needsOfUndertow() {
    return Arrays.asList(
        Need.method(SessionTypes.UNDERTOW, "isOpen"),
        Need.method(SessionTypes.UNDERTOW, "isClient"));
  }

  public static List<Need> needsOfReactorNetty() {
    return Arrays.asList(Need.method(SessionTypes.REACTOR_NETTY, "isDisposed"));
  }
}

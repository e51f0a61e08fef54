package io.github.nacosgraceful.library.websocket;

import static io.github.nacosgraceful.weave.Value.NOTHING;
import static io.github.nacosgraceful.weave.Value.SELF;
import static io.github.nacosgraceful.weave.Value.argument;

import io.github.nacosgraceful.bridge.Bridge;
import io.github.nacosgraceful.config.Option;
import io.github.nacosgraceful.weave.Advice;
import io.github.nacosgraceful.weave.Hook;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Where each server makes the session of a WebSocket. */
public final class WebSocketHooks {

  private static final String TOMCAT = "org.apache.tomcat.websocket.server.WsServerContainer";

  private static final Advice OPENED = Advice.of(Bridge.WEBSOCKET).returned(SELF, NOTHING);
  private static final Advice REGISTERED =
      Advice.of(Bridge.WEBSOCKET).returned(argument(1), NOTHING);

  private WebSocketHooks() {}

  public static List<Hook> hooks() {
    List<Hook> hooks = new ArrayList<>();
    for (String key : new String[] {"java/lang/Object", "javax/websocket/Endpoint"}) {
      hooks.add(
          Hook.maybeOn(
              Option.TOMCAT,
              TOMCAT,
              "registerSession(L" + key + ";Lorg/apache/tomcat/websocket/WsSession;)V",
              REGISTERED));
    }
    for (Sessions sessions : Sessions.values()) {
      if (sessions != Sessions.TOMCAT) {
        hooks.add(Hook.onConstructors(sessions.part(), sessions.type(), OPENED));
      }
    }
    return Collections.unmodifiableList(hooks);
  }
}

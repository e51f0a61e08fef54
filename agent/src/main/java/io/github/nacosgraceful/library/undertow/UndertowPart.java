package io.github.nacosgraceful.library.undertow;

import static io.github.nacosgraceful.weave.Value.SELF;
import static io.github.nacosgraceful.weave.Value.argument;

import io.github.nacosgraceful.bridge.Bridge;
import io.github.nacosgraceful.config.Option;
import io.github.nacosgraceful.library.websocket.WebSocketHooks;
import io.github.nacosgraceful.member.Need;
import io.github.nacosgraceful.part.Core;
import io.github.nacosgraceful.part.Part;
import io.github.nacosgraceful.weave.Advice;
import io.github.nacosgraceful.weave.Hook;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Where Undertow 2 hands an exchange to its handlers (at first, and after each dispatch to another
 * thread), sends the head of its response, and is done with it. All protocols pass through here.
 * And where a GOAWAY of HTTP/2 is asked whether the connection ends with it.
 */
public final class UndertowPart extends Part {

  /** A handler gets an exchange. Self: the exchange. */
  private static final int BEGIN = Bridge.point("undertow.begin");

  /** The head of a response is sent. Self: the exchange. */
  private static final int COMMIT = Bridge.point("undertow.commit");

  /** An exchange is over. Self: the exchange. */
  private static final int END = Bridge.point("undertow.end");

  /** Does the connection end with a GOAWAY? Self: its frame; non-null says no. */
  private static final int GOAWAY = Bridge.point("undertow.goaway");

  private static final String CONNECTORS = "io.undertow.server.Connectors";

  public UndertowPart() {
    super(Option.UNDERTOW);
  }

  @Override
  public List<Hook> hooks() {
    Hook end =
        Hook.on(
            UndertowHandles.EXCHANGE,
            "invokeExchangeCompleteListeners()V",
            Advice.of(END).enter(SELF));
    List<Hook> hooks = new ArrayList<>();
    hooks.add(
        Hook.on(
                CONNECTORS,
                "executeRootHandler(Lio/undertow/server/HttpHandler;Lio/undertow/server/HttpServerExchange;)V",
                Advice.of(BEGIN).enter(argument(1)))
            .endedBy(end));
    hooks.add(
        Hook.on(
            UndertowHandles.EXCHANGE,
            "startResponse()Lio/undertow/server/HttpServerExchange;",
            Advice.of(COMMIT).enter(SELF)));
    hooks.add(end);
    hooks.add(Hook.on(Http2Handles.GOAWAY, "isLastFrame()Z", Advice.of(GOAWAY).enterOrSkip(SELF)));
    hooks.addAll(WebSocketHooks.ofUndertow());
    return hooks;
  }

  @Override
  public void connect(Core core) {
    UndertowRequests requests = new UndertowRequests(core.traffic(), core.ignoredPaths());
    Bridge.install(BEGIN, requests.onBegin());
    Bridge.install(COMMIT, requests.onCommit());
    Bridge.install(END, requests.onEnd());
    Bridge.install(GOAWAY, requests.onGoAway());
    WebSocketHooks.connect(core);
  }

  @Override
  public Set<String> servingClasses() {
    return new HashSet<>(Arrays.asList(CONNECTORS, SPRING_CALLABLE));
  }

  @Override
  public List<Need> needs() {
    List<Need> needs = new ArrayList<>(WebSocketHooks.needsOfUndertow());
    needs.addAll(
        Arrays.asList(
            Need.handles(UndertowHandles.EXCHANGE, UndertowHandles.MEMBERS),
            Need.handles(UndertowHandles.EXCHANGE, AnswerHeaders.MEMBERS),
            Need.handles(Http2Handles.GOAWAY, Http2Handles.MEMBERS)));
    return needs;
  }
}

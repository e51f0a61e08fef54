package io.github.nacosgraceful.library.webflux;

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
 * Where Reactor Netty 0.8 to 1.3 hands a request to Spring WebFlux 5.1 to 7, and so to Spring Cloud
 * Gateway, and where it sends the head of the response.
 */
public final class WebFluxPart extends Part {

  /** A request is handled. Arguments: HttpServerRequest, Mono; returns the Mono to use. */
  private static final int HANDLE = Bridge.point("webflux.handle");

  /** The head of a response is sent. Self: HttpServerOperations. */
  private static final int COMMIT = Bridge.point("webflux.commit");

  private static final String NETTY = "reactor.netty.http.server.";
  private static final String ADAPTER =
      "org.springframework.http.server.reactive.ReactorHttpHandlerAdapter";

  public WebFluxPart() {
    super(Option.WEBFLUX);
  }

  @Override
  public List<Hook> hooks() {
    List<Hook> hooks = new ArrayList<>();
    hooks.add(
        Hook.on(
            ADAPTER,
            "apply(Lreactor/netty/http/server/HttpServerRequest;Lreactor/netty/http/server/HttpServerResponse;)"
                + "Lreactor/core/publisher/Mono;",
            Advice.of(HANDLE).replaceResult(SELF, argument(0))));
    hooks.add(
        Hook.on(
            "reactor.netty.http.server.HttpServerOperations",
            "beforeMarkSentHeaders()V",
            Advice.of(COMMIT).enter(SELF)));
    hooks.addAll(WebSocketHooks.ofReactorNetty());
    return hooks;
  }

  @Override
  public void connect(Core core) {
    WebFluxRequests requests = new WebFluxRequests(core.traffic(), core.ignoredPaths());
    Bridge.install(HANDLE, requests.onHandle());
    Bridge.install(COMMIT, requests.onCommit());
    WebSocketHooks.connect(core);
  }

  /** The handler is called when its Mono is subscribed to, or when the body has come. */
  @Override
  public Set<String> servingClasses() {
    return new HashSet<>(
        Arrays.asList(
            NETTY + "HttpTrafficHandler",
            NETTY + "HttpServerOperations",
            NETTY + "Http2StreamBridgeServerHandler"));
  }

  @Override
  public List<Need> needs() {
    List<Need> needs = new ArrayList<>(WebSocketHooks.needsOfReactorNetty());
    needs.addAll(
        Arrays.asList(
            Need.handles(ADAPTER, WebFluxHandles.MEMBERS),
            Need.handles(NETTY + "HttpServerOperations", AnswerHeaders.MEMBERS),
            Need.handles(ADAPTER, Http2Handles.MEMBERS)));
    return needs;
  }
}

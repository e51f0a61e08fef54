package io.github.nacosgraceful.library.webflux;

import static io.github.nacosgraceful.weave.Value.SELF;
import static io.github.nacosgraceful.weave.Value.argument;

import io.github.nacosgraceful.bridge.Bridge;
import io.github.nacosgraceful.config.Option;
import io.github.nacosgraceful.weave.Advice;
import io.github.nacosgraceful.weave.Hook;
import java.util.Arrays;
import java.util.List;

/**
 * Where Reactor Netty 0.8 to 1.3 hands a request to Spring WebFlux 5.1 to 7, and so to Spring Cloud
 * Gateway, and where it sends the head of the response.
 */
public final class WebFluxHooks {

  /** On the stack of a thread that begins to serve a request. */
  public static final String ADAPTER =
      "org.springframework.http.server.reactive.ReactorHttpHandlerAdapter";

  private WebFluxHooks() {}

  public static List<Hook> hooks() {
    return Arrays.asList(
        Hook.on(
            Option.WEBFLUX,
            ADAPTER,
            "apply(Lreactor/netty/http/server/HttpServerRequest;Lreactor/netty/http/server/HttpServerResponse;)"
                + "Lreactor/core/publisher/Mono;",
            Advice.of(Bridge.WEBFLUX_HANDLE).replaceResult(SELF, argument(0))),
        Hook.on(
            Option.WEBFLUX,
            "reactor.netty.http.server.HttpServerOperations",
            "beforeMarkSentHeaders()V",
            Advice.of(Bridge.WEBFLUX_COMMIT).enter(SELF)));
  }
}

package io.github.nacosgraceful.library.undertow;

import static io.github.nacosgraceful.weave.Value.SELF;
import static io.github.nacosgraceful.weave.Value.argument;

import io.github.nacosgraceful.bridge.Bridge;
import io.github.nacosgraceful.config.Option;
import io.github.nacosgraceful.weave.Advice;
import io.github.nacosgraceful.weave.Hook;
import java.util.Arrays;
import java.util.List;

/**
 * Where Undertow 2 hands an exchange to its handlers (at first, and after each dispatch to another
 * thread), sends the head of its response, and is done with it. All protocols pass through here.
 * And where a GOAWAY of HTTP/2 is asked whether the connection ends with it.
 */
public final class UndertowHooks {

  /** On the stack of every thread that serves a request. */
  public static final String CONNECTORS = "io.undertow.server.Connectors";

  static final String EXCHANGE = "io.undertow.server.HttpServerExchange";

  static final String GOAWAY = "io.undertow.protocols.http2.Http2GoAwayStreamSinkChannel";

  private UndertowHooks() {}

  public static List<Hook> hooks() {
    return Arrays.asList(
        Hook.on(
            Option.UNDERTOW,
            CONNECTORS,
            "executeRootHandler(Lio/undertow/server/HttpHandler;Lio/undertow/server/HttpServerExchange;)V",
            Advice.of(Bridge.UNDERTOW_BEGIN).enter(argument(1))),
        Hook.on(
            Option.UNDERTOW,
            EXCHANGE,
            "startResponse()Lio/undertow/server/HttpServerExchange;",
            Advice.of(Bridge.UNDERTOW_COMMIT).enter(SELF)),
        Hook.on(
            Option.UNDERTOW,
            EXCHANGE,
            "invokeExchangeCompleteListeners()V",
            Advice.of(Bridge.UNDERTOW_END).enter(SELF)),
        Hook.on(
            Option.UNDERTOW,
            GOAWAY,
            "isLastFrame()Z",
            Advice.of(Bridge.UNDERTOW_GOAWAY).enterOrSkip(SELF)));
  }
}

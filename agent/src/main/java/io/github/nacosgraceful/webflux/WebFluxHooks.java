package io.github.nacosgraceful.webflux;

import io.github.nacosgraceful.bridge.Bridge;
import io.github.nacosgraceful.config.Option;
import io.github.nacosgraceful.hook.Hook;
import java.util.Collections;
import java.util.List;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner;

/**
 * Where Reactor Netty hands a request to Spring WebFlux 5.1 to 7, and so to Spring Cloud Gateway.
 */
public final class WebFluxHooks {

  /** On the stack of a thread that begins to serve a request. */
  public static final String ADAPTER =
      "org.springframework.http.server.reactive.ReactorHttpHandlerAdapter";

  private WebFluxHooks() {}

  public static List<Hook> hooks() {
    return Collections.singletonList(
        Hook.on(
            Option.WEBFLUX,
            ADAPTER,
            "apply(Lreactor/netty/http/server/HttpServerRequest;Lreactor/netty/http/server/HttpServerResponse;)"
                + "Lreactor/core/publisher/Mono;",
            Hook.advice(WebFluxHooks.class, "Apply")));
  }

  /** Inlined at the end of the method. */
  public static final class Apply {
    @Advice.OnMethodExit(suppress = Throwable.class)
    public static void exit(
        @Advice.This Object self,
        @Advice.Argument(0) Object request,
        @Advice.Return(readOnly = false, typing = Assigner.Typing.DYNAMIC) Object handled) {
      handled = Bridge.replace(Bridge.WEBFLUX_HANDLE, self, request, handled);
    }
  }
}

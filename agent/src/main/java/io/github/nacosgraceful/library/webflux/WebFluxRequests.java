package io.github.nacosgraceful.library.webflux;

import io.github.nacosgraceful.bridge.Handler;
import io.github.nacosgraceful.traffic.Endless;
import io.github.nacosgraceful.traffic.GoAways;
import io.github.nacosgraceful.traffic.GoodbyeHeader;
import io.github.nacosgraceful.traffic.HealthChecks;
import io.github.nacosgraceful.traffic.IgnoredPaths;
import io.github.nacosgraceful.traffic.Traffic;

/**
 * Counts the requests that WebFlux serves on Reactor Netty, from the call of the handler until its
 * response is written, failed, or given up by the client. A WebSocket is none of them: its Mono
 * ends with the session. Runs on event loops: never blocks. Reactor Netty subscribes to each Mono
 * once.
 */
public final class WebFluxRequests {

  private final Traffic traffic;
  private final IgnoredPaths ignored;
  private final GoAways goAways;

  public WebFluxRequests(Traffic traffic, IgnoredPaths ignored) {
    this.traffic = traffic;
    this.ignored = ignored;
    this.goAways = new GoAways(traffic);
  }

  /** A request has come in. */
  public Handler onHandle() {
    return new Handler() {
      @Override
      public Object replace(Object adapter, Object request, Object mono) throws Throwable {
        WebFluxHandles webFlux = WebFluxHandles.of(request);
        if (webFlux == null
            || mono == null
            || ignored.covers(webFlux.uri(request))
            || HealthChecks.send(webFlux.requestHeader(request, "User-Agent"))
            || "websocket".equalsIgnoreCase(webFlux.requestHeader(request, "Upgrade"))) {
          traffic.threadsAside().begin();
          return mono;
        }
        traffic.threadsAside().end();
        WebFluxRequest counted = new WebFluxRequest(traffic);
        Object result = webFlux.doFinally(mono, counted);
        webFlux.keep(request, counted);
        if (traffic.isClosing()) {
          webFlux.closeConnection(request);
          traffic
              .lateCalls()
              .add(webFlux.uri(request), webFlux.requestHeader(request, "User-Agent"));
          goAways.begin(Http2Handles.of(request), request, request);
        }
        return result;
      }
    };
  }

  /** The head of a response is sent. */
  public Handler onCommit() {
    GoodbyeHeader goodbye = new GoodbyeHeader(traffic, AnswerHeaders.MEMBERS);
    return new Handler() {
      @Override
      public Object enter(Object request, Object a, Object b, Object c) throws Throwable {
        goodbye.say(request);
        WebFluxHandles webFlux = WebFluxHandles.of(request);
        if (webFlux != null
            && Endless.isEventStream(webFlux.responseHeader(request, "Content-Type"))) {
          Object kept = webFlux.kept(request);
          if (kept instanceof WebFluxRequest) {
            ((WebFluxRequest) kept).turnsEndless();
          }
        }
        return null;
      }
    };
  }
}

package io.github.nacosgraceful.webflux;

import io.github.nacosgraceful.bridge.Handler;
import io.github.nacosgraceful.hook.Members;
import io.github.nacosgraceful.traffic.IgnoredPaths;
import io.github.nacosgraceful.traffic.Traffic;
import java.util.function.Consumer;

/**
 * Counts the requests that WebFlux serves on Reactor Netty, from the call of the handler until its
 * response is written, failed, or given up by the client. Runs on event loops: never blocks.
 * Reactor Netty subscribes to each Mono once.
 */
public final class WebFluxRequests extends Handler {

  private final Traffic traffic;
  private final IgnoredPaths ignored;
  private final Consumer<Object> end;
  private final Members<WebFluxHandles> handles =
      new Members<>(
          type -> new WebFluxHandles(type.getClassLoader()),
          "webflux is off",
          "The drain does not see its requests");

  public WebFluxRequests(Traffic traffic, IgnoredPaths ignored) {
    this.traffic = traffic;
    this.ignored = ignored;
    this.end = signal -> traffic.end();
  }

  @Override
  public Object replace(Object adapter, Object request, Object mono) throws Throwable {
    WebFluxHandles webflux = handles.get(adapter.getClass());
    if (webflux == null || mono == null || ignored.covers(webflux.uri(request))) {
      return mono;
    }
    Object counted = webflux.doFinally(mono, end);
    traffic.begin();
    return counted;
  }
}

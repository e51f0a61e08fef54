package io.github.nacosgraceful.library.webflux;

import io.github.nacosgraceful.traffic.Endless;
import io.github.nacosgraceful.traffic.Traffic;
import java.util.function.Consumer;

/**
 * One request of WebFlux, from the call of the handler to the end of its Mono, which runs this. Its
 * head is sent on the channel's event loop; the end may come on any thread.
 */
final class WebFluxRequest implements Consumer<Object> {

  private final Traffic traffic;
  private boolean isEndless;
  private boolean isOver;

  WebFluxRequest(Traffic traffic) {
    this.traffic = traffic;
    traffic.begin();
  }

  /** The head of its response says that there may be no end. */
  synchronized void turnsEndless() {
    if (!isEndless && !isOver) {
      isEndless = true;
      traffic.begin(Endless.EVENT_STREAM, this);
    }
  }

  @Override
  public synchronized void accept(Object signal) {
    isOver = true;
    if (isEndless) {
      traffic.end(Endless.EVENT_STREAM, this);
    }
    traffic.end();
  }
}

package io.github.nacosgraceful.joining;

import io.github.nacosgraceful.registry.Delayed;
import io.github.nacosgraceful.registry.Moment;

/**
 * The moment when Spring Boot says that the application is ready, and the application itself does
 * not say that it refuses traffic. What is registered without Spring Boot is ready at once.
 */
public final class ApplicationReady implements Moment {

  @Override
  public boolean hasCome(Delayed delayed) {
    return (delayed.start == null || delayed.start.isOver())
        && (delayed.registration.context() == null
            || delayed.registration.context().acceptsTraffic());
  }
}

package org.springframework.boot.availability;

import org.springframework.context.ApplicationContext;

/** As in Spring Boot 2.3 and newer; a context hears of it if it wants to. */
public class AvailabilityChangeEvent<S extends AvailabilityState> {

  private final S state;

  private AvailabilityChangeEvent(S state) {
    this.state = state;
  }

  public S getState() {
    return state;
  }

  /** A context that is told. */
  public interface Listener {
    void onEvent(AvailabilityChangeEvent<?> event);
  }

  public static <S extends AvailabilityState> void publish(ApplicationContext context, S state) {
    ((Listener) context).onEvent(new AvailabilityChangeEvent<>(state));
  }
}

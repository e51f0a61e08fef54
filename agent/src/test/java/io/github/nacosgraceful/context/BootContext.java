package io.github.nacosgraceful.context;

import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.AvailabilityState;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.ApplicationContext;

/** The context of an application of Spring Boot, which says whether it takes traffic. */
public final class BootContext extends FakeContext
    implements ApplicationContext, ApplicationAvailability, AvailabilityChangeEvent.Listener {

  /** What it was told, and the class loader of the thread that told it. */
  public final List<String> heard = new ArrayList<>();

  /** What its listeners do. */
  public Runnable listener = () -> {};

  private AvailabilityChangeEvent<?> last;

  private BootContext(Contexts contexts) {
    super(contexts, null, 0);
    AvailabilityChangeEvent.publish(this, ReadinessState.ACCEPTING_TRAFFIC);
    heard.clear();
  }

  /** It was started, and takes traffic. */
  public static BootContext run(Contexts contexts) {
    BootContext context = new BootContext(contexts);
    SpringApplication.run(context, () -> {});
    return context;
  }

  /** Says it itself. */
  public void says(ReadinessState state) {
    AvailabilityChangeEvent.publish(this, state);
    heard.clear();
  }

  @Override
  public void onEvent(AvailabilityChangeEvent<?> event) {
    last = event;
    heard.add(String.valueOf(event.getState()));
    listener.run();
  }

  /** Of any type: there is one bean. */
  public <T> T getBean(Class<T> type) {
    return type.cast(this);
  }

  @Override
  public ReadinessState getReadinessState() {
    return (ReadinessState) last.getState();
  }

  @Override
  @SuppressWarnings("unchecked")
  public <S extends AvailabilityState> AvailabilityChangeEvent<S> getLastChangeEvent(
      Class<S> stateType) {
    return (AvailabilityChangeEvent<S>) last;
  }
}

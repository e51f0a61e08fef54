package io.github.nacosgraceful.rollout;

import io.github.nacosgraceful.testbed.Child;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A consumer for each of some clients, each under its own load. */
final class Callers implements AutoCloseable {

  private final Applications applications;
  private final Starts starts;
  private final List<Caller> callers = new ArrayList<>();
  private final Map<Scenario, String> broken = new HashMap<>();

  Callers(Applications applications, Starts starts) {
    this.applications = applications;
    this.starts = starts;
  }

  /** One after the other: starts of many at once would slow each other down. */
  void start(List<Scenario> scenarios, List<Child> providers)
      throws IOException, InterruptedException {
    for (Scenario each : scenarios) {
      Child consumer = starts.begun(applications.startConsumer(each));
      try {
        starts.await(consumer);
      } catch (IllegalStateException e) {
        isBroken(each, e);
        continue;
      }
      Load load = new Load(consumer.uri("/call"), each.rate());
      load.start();
      callers.add(new Caller(each, consumer, load, new LoadWarmUp(load, providers)));
    }
  }

  /** Only those whose calls get through take part in what follows. */
  void warmUp() throws InterruptedException {
    starts.progress().step("warming up");
    for (Caller caller : List.copyOf(callers)) {
      try {
        caller.warmUp().await();
      } catch (IllegalStateException e) {
        isBroken(caller.scenario(), e);
        callers.remove(caller);
        caller.load().close();
      }
    }
  }

  List<Caller> all() {
    return callers;
  }

  /** Why those are missing that could not be started or warmed up. */
  Map<Scenario, String> broken() {
    return broken;
  }

  private void isBroken(Scenario which, IllegalStateException why) {
    broken.put(which, why.getMessage());
    starts.progress().step(which.client() + ": " + why.getMessage());
  }

  /** Ends the load. The processes belong to the rollout. */
  @Override
  public void close() throws InterruptedException {
    for (Caller caller : callers) {
      caller.load().close();
    }
  }
}

package io.github.nacosgraceful.rollout;

import io.github.nacosgraceful.testbed.Child;
import io.github.nacosgraceful.testbed.Progress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The load of some callers while one of the providers goes. A round that is not {@link #after
 * ended} is closed.
 */
final class WireRound implements AutoCloseable {

  /** How long calls are made before anything happens. */
  private static final Duration STEADY = Duration.ofSeconds(2);

  private final Child victim;
  private final Progress progress;
  private final Map<Scenario, Load> loads = new LinkedHashMap<>();
  private final List<LoadWarmUp> warmUps = new ArrayList<>();
  private long begun;

  WireRound(Child victim, Progress progress) {
    this.victim = victim;
    this.progress = progress;
  }

  void load(Scenario caller, Child consumer, int rate, List<Child> providers) {
    Load load = new Load(consumer.uri("/call"), rate);
    load.start();
    loads.put(caller, load);
    warmUps.add(new LoadWarmUp(load, providers));
  }

  void warmUp() throws InterruptedException {
    for (LoadWarmUp warmUp : warmUps) {
      warmUp.await();
    }
    begun = System.nanoTime();
    Thread.sleep(STEADY.toMillis());
  }

  /**
   * What each caller saw.
   *
   * @param told when the provider was told to go, or was made to
   * @param watched how long calls are made from now on, as it has gone
   */
  Map<Scenario, WireSeen> after(long told, Duration watched) throws InterruptedException {
    long gone = System.nanoTime();
    Thread.sleep(watched.toMillis());
    close();
    Map<Scenario, WireSeen> seen = new LinkedHashMap<>();
    loads.forEach(
        (caller, load) -> {
          List<Call> calls = load.calls().stream().filter(call -> call.due() >= begun).toList();
          WireSeen one = WireSeen.of(calls, victim.port(), told, gone);
          progress.step("%s %s: %s".formatted(caller.stack(), caller.client(), one));
          seen.put(caller, one);
        });
    return seen;
  }

  @Override
  public void close() throws InterruptedException {
    for (Load load : loads.values()) {
      load.close();
    }
  }
}

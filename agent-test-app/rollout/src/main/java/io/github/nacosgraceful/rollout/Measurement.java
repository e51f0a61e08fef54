package io.github.nacosgraceful.rollout;

import io.github.nacosgraceful.testbed.Progress;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The measured time of a rollout: from the end of the warm-up to the end of the load. */
final class Measurement {

  private static final long SECOND = 1_000_000_000L;
  private static final long REPORTED_EVERY = 5 * SECOND;

  private final long origin = System.nanoTime();
  private final LocalDateTime date = LocalDateTime.now();
  private final List<Load> loads;
  private final Progress progress;

  Measurement(List<Load> loads, Progress progress) {
    this.loads = loads;
    this.progress = progress;
  }

  LocalDateTime date() {
    return date;
  }

  /** Seconds since the measured time began. */
  double now() {
    return (System.nanoTime() - origin) / 1e9;
  }

  /** The calls that were due in the measured time. */
  List<Call> calls(Load load) {
    return load.calls().stream()
        .filter(call -> call.due() >= origin)
        .map(call -> call.relativeTo(origin))
        .toList();
  }

  /** Lets the load go on, and says every few seconds how it fares. */
  void watch(Duration time) throws InterruptedException {
    long end = System.nanoTime() + time.toNanos();
    for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
      TimeUnit.NANOSECONDS.sleep(Math.min(left, REPORTED_EVERY));
      List<Call> calls = loads.stream().flatMap(load -> calls(load).stream()).toList();
      long failed = calls.stream().filter(Call::failed).count();
      progress.at(now(), "%,d calls, %,d failed".formatted(calls.size(), failed));
    }
  }
}

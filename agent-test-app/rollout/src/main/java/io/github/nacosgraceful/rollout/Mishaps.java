package io.github.nacosgraceful.rollout;

import io.github.nacosgraceful.testbed.Child;
import io.github.nacosgraceful.testbed.Progress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Lets go wrong in one rollout what was asked for, and notes when. */
final class Mishaps {

  /** Callers have been told of the new instance, and may notice that Nacos is gone. */
  private static final Duration AROUND_NACOS = Duration.ofSeconds(4);

  /** Nacos has been told that an instance leaves by then, and has not told its callers. */
  private static final Duration WHILE_IT_LEAVES = Duration.ofMillis(200);

  /** Nacos takes longer to notice. */
  private static final Duration FROZEN = Duration.ofSeconds(20);

  private final Mishap which;
  private final Runnable killNacos;
  private final Progress progress;
  private final List<Event> events = new ArrayList<>();

  /**
   * @param killNacos returns when it is gone
   */
  Mishaps(Mishap which, Runnable killNacos, Progress progress) {
    this.which = which;
    this.killNacos = killNacos;
    this.progress = progress;
  }

  boolean has(Mishap asked) {
    return which == asked;
  }

  List<Event> events() {
    return events;
  }

  /** Before the last old instance is told to stop. */
  void beforeStop(Measurement measurement) throws InterruptedException {
    if (which == Mishap.NACOS_BEFORE) {
      measurement.watch(AROUND_NACOS);
      killNacos(measurement);
      measurement.watch(AROUND_NACOS);
    }
  }

  /** When that has just been told. */
  void duringStop(Measurement measurement) throws InterruptedException {
    if (which == Mishap.NACOS_DURING) {
      Thread.sleep(WHILE_IT_LEAVES.toMillis());
      killNacos(measurement);
    }
  }

  /** After all replacements. */
  void afterwards(Child victim, Measurement measurement, Duration settle)
      throws InterruptedException {
    if (which == Mishap.KILL) {
      victim.kill();
      victim.awaitExit(AROUND_NACOS);
      happened(measurement, Event.Kind.KILLED, victim.name() + " killed");
      measurement.watch(settle);
    } else if (which == Mishap.FREEZE) {
      happened(measurement, Event.Kind.FROZEN, victim.name() + " frozen");
      victim.signal("STOP");
      try {
        measurement.watch(FROZEN);
      } finally {
        victim.signal("CONT");
      }
      happened(measurement, Event.Kind.THAWED, victim.name() + " goes on");
      measurement.watch(settle);
    }
  }

  private void killNacos(Measurement measurement) {
    killNacos.run();
    happened(measurement, Event.Kind.NACOS_KILLED, "Nacos killed");
  }

  private void happened(Measurement measurement, Event.Kind kind, String text) {
    double now = measurement.now();
    events.add(new Event(now, kind, text));
    progress.at(now, text);
  }
}

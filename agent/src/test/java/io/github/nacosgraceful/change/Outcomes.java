package io.github.nacosgraceful.change;

import java.util.List;

/** Outcomes for tests of whoever is told of them. */
public final class Outcomes {

  private Outcomes() {}

  /** A drain of a second that began at 10 s. */
  public static Outcome drain(Ending ending) {
    return new Outcome(
        "Shutdown",
        10_000,
        "the summary",
        ending == Ending.LEFT,
        List.of(new Outcome.Step(0, "deregistering"), new Outcome.Step(1_000, "handed over")),
        ending);
  }
}

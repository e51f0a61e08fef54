package io.github.nacosgraceful.silence;

import io.github.nacosgraceful.log.DryRun;
import io.github.nacosgraceful.service.Services;
import io.github.nacosgraceful.suspect.Suspects;
import io.github.nacosgraceful.thread.Ticker;

/** Puts together what finds silent instances. */
public final class Silence {

  private Silence() {}

  /**
   * From now on those that are found are suspects.
   *
   * @param dryRun whether nothing is avoided
   * @return what is told of each call
   */
  public static Calls watch(Services services, Suspects suspects, DryRun dryRun) {
    Calls calls = new Calls();
    Sampler sampler =
        new Sampler(
            calls,
            new Places(services, Question::ask),
            new ToSuspects(suspects, dryRun),
            Ticker.SYSTEM);
    calls.wakesWith(new SampleThread(sampler, calls, Thread::start)::wake);
    return calls;
  }
}

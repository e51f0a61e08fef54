package io.github.nacosgraceful.library.quartz;

import static io.github.nacosgraceful.weave.Value.NOTHING;
import static io.github.nacosgraceful.weave.Value.SELF;

import io.github.nacosgraceful.bridge.Bridge;
import io.github.nacosgraceful.config.Option;
import io.github.nacosgraceful.intake.Starts;
import io.github.nacosgraceful.member.Need;
import io.github.nacosgraceful.part.Core;
import io.github.nacosgraceful.part.Part;
import io.github.nacosgraceful.weave.Advice;
import io.github.nacosgraceful.weave.Hook;
import java.util.Arrays;
import java.util.List;

/**
 * Where a scheduler of Quartz 2.3 to 2.5 starts, and where a job runs: from the moment at which a
 * thread has it until its trigger is told that it is over.
 */
public final class QuartzPart extends Part {

  /** A scheduler starts, or goes on after it stood by; skipped while it is held. */
  private static final int START = Bridge.point("quartz.start");

  /** A job runs. Self: its shell. */
  private static final int RUN = Bridge.point("quartz.run");

  private static final String SCHEDULER = "org.quartz.core.QuartzScheduler";
  private static final String SHELL = "org.quartz.core.JobRunShell";

  public QuartzPart() {
    super(Option.QUARTZ);
  }

  @Override
  public List<Hook> hooks() {
    return Arrays.asList(
        Hook.on(SCHEDULER, "start()V", Advice.of(START).enterOrSkip(SELF).end(SELF, NOTHING)),
        Hook.on(SHELL, "run()V", Advice.of(RUN).enter(SELF).end(SELF, NOTHING)));
  }

  @Override
  public void connect(Core core) {
    if (core.stopsIntake()) {
      Schedulers schedulers = new Schedulers(name());
      Bridge.install(START, new Starts(core.intake(), schedulers));
      Bridge.install(RUN, Schedulers.onRun(core.intake()));
    }
  }

  @Override
  public List<Need> needs() {
    return Arrays.asList(
        Need.method(SCHEDULER, "getSchedulerName"),
        Need.method(SCHEDULER, "isInStandbyMode"),
        Need.method(SCHEDULER, "isShutdown"),
        Need.method(SCHEDULER, "standby"),
        Need.method(SCHEDULER, "start"),
        Need.method(SCHEDULER, "getCurrentlyExecutingJobs"),
        Need.method("org.quartz.JobExecutionContext", "getJobDetail"),
        Need.method("org.quartz.JobDetail", "getKey"),
        Need.method("org.quartz.utils.Key", "getName"),
        Need.handles(SHELL, ShellHandles.MEMBERS));
  }
}

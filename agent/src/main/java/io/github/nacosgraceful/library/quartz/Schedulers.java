package io.github.nacosgraceful.library.quartz;

import io.github.nacosgraceful.bridge.Handler;
import io.github.nacosgraceful.intake.Intake;
import io.github.nacosgraceful.intake.Runs;
import io.github.nacosgraceful.intake.SourceType;
import io.github.nacosgraceful.intake.Work;
import io.github.nacosgraceful.member.Reflection;
import java.util.ArrayList;
import java.util.List;

/**
 * A scheduler that stands by fires no trigger, and lets go of those that it has taken for the next
 * moments; in a cluster another one fires them. Its jobs go on.
 */
final class Schedulers extends SourceType {

  Schedulers(String part) {
    super(part, Work.JOB);
  }

  /** A job runs, on a thread of its scheduler. */
  static Handler onRun(Intake intake) {
    return new Runs(intake) {
      @Override
      protected Object sourceOf(Object shell) throws Throwable {
        ShellHandles handles = ShellHandles.MEMBERS.get(shell.getClass());
        return handles == null ? null : handles.scheduler(shell);
      }
    };
  }

  @Override
  protected String name(Object scheduler) throws Throwable {
    return String.valueOf(Reflection.call(scheduler, "getSchedulerName"));
  }

  @Override
  protected boolean isTaking(Object scheduler) throws Throwable {
    return !(Boolean) Reflection.call(scheduler, "isInStandbyMode")
        && !(Boolean) Reflection.call(scheduler, "isShutdown");
  }

  @Override
  protected void stop(Object scheduler, boolean forGood, long millis, Runnable stopped)
      throws Throwable {
    Reflection.call(scheduler, "standby");
    stopped.run();
  }

  @Override
  protected void start(Object scheduler) throws Throwable {
    if (!(Boolean) Reflection.call(scheduler, "isShutdown")) {
      Reflection.call(scheduler, "start");
    }
  }

  /** By their keys, where all that run are known: one that has just begun is not so far. */
  @Override
  protected List<String> names(Object scheduler) throws Throwable {
    List<String> names = new ArrayList<>();
    for (Object job : (List<?>) Reflection.call(scheduler, "getCurrentlyExecutingJobs")) {
      Object key = Reflection.call(Reflection.call(job, "getJobDetail"), "getKey");
      names.add(String.valueOf(Reflection.call(key, "getName")));
    }
    return names;
  }
}

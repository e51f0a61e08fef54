package io.github.nacosgraceful.library.scheduled;

import io.github.nacosgraceful.bridge.Handler;
import io.github.nacosgraceful.intake.Intake;
import io.github.nacosgraceful.intake.Source;
import io.github.nacosgraceful.intake.SourceType;
import io.github.nacosgraceful.intake.Work;
import io.github.nacosgraceful.member.Reflection;
import java.lang.reflect.Method;

/**
 * Each method with {@code @Scheduled} is a source of its own. One that is held is skipped when its
 * time comes; the scheduler goes on, so it begins again the next time after that. Runs on the
 * threads of the scheduler.
 */
final class ScheduledMethods extends SourceType {

  private final Intake intake;

  ScheduledMethods(Intake intake, String part) {
    super(part, Work.JOB);
    this.intake = intake;
  }

  Handler onMade() {
    return new Handler() {
      @Override
      public void exit(Object entered, Object runnable, Object a) throws Throwable {
        intake.known(runnable, ScheduledMethods.this);
      }
    };
  }

  Handler onRun() {
    return new Handler() {
      @Override
      public Object enter(Object runnable, Object a, Object b, Object c) throws Throwable {
        Source known = intake.known(runnable, ScheduledMethods.this);
        if (known.isHeld()) {
          return known;
        }
        known.begin();
        return null;
      }

      @Override
      public void exit(Object skipped, Object runnable, Object a) {
        Source known = skipped == null ? intake.of(runnable) : null;
        if (known != null) {
          known.end();
        }
      }
    };
  }

  /** {@code Reports.nightly}. */
  @Override
  protected String name(Object runnable) throws Throwable {
    Method method = (Method) Reflection.call(runnable, "getMethod");
    return method.getDeclaringClass().getSimpleName() + "." + method.getName();
  }

  @Override
  protected boolean isTaking(Object runnable) {
    return true;
  }

  @Override
  protected void stop(Object runnable, boolean forGood, long millis, Runnable stopped) {
    stopped.run(); // it is held: no more is needed
  }

  @Override
  protected void start(Object runnable) {}
}

package io.github.nacosgraceful.library.scheduled;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nacosgraceful.bridge.Handler;
import io.github.nacosgraceful.context.Contexts;
import io.github.nacosgraceful.intake.Intake;
import io.github.nacosgraceful.intake.Stopping;
import io.github.nacosgraceful.thread.FakeScheduler;
import java.lang.reflect.Method;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ScheduledMethodsTest {

  private final FakeScheduler time = new FakeScheduler();
  private final Intake intake = new Intake(new Contexts(), time);
  private final ScheduledMethods methods = new ScheduledMethods(intake, "scheduled");
  private final Handler run = methods.onRun();
  private final Reports reports = new Reports();

  @AfterEach
  void close() {
    time.close();
  }

  /** As much as Spring's own has. */
  public static class Reports {
    public Method getMethod() throws NoSuchMethodException {
      return Reports.class.getMethod("nightly");
    }

    public void nightly() {}
  }

  @Test
  void areNamedAfterTheirClasses() throws Throwable {
    methods.onMade().exit(null, reports, null);
    assertThat(intake.of(reports)).hasToString("scheduled Reports.nightly");
  }

  @Test
  void areUnderWayWhileTheyRun() throws Throwable {
    onAnotherThread(() -> run.enter(reports, null, null, null));
    Stopping stopping = intake.stop(any -> true, true, 0);
    time.advance(1);
    assertThat(stopping.inFlight()).containsExactly("1 job Reports.nightly");
    run.exit(null, reports, null);
    assertThat(stopping.inFlight()).isEmpty();
    assertThat(stopping.isBusy(time.now())).isFalse();
  }

  @Test
  void areSkippedWhileTheyAreHeld() throws Throwable {
    methods.onMade().exit(null, reports, null);
    intake.stop(any -> true, false, 0);
    time.advance(1);
    Object skipped = run.enter(reports, null, null, null);
    assertThat(skipped).isNotNull();
    run.exit(skipped, reports, null);
    assertThat(intake.of(reports).running(reports)).isZero();
    intake.startAgain();
    assertThat(run.enter(reports, null, null, null)).isNull();
    run.exit(null, reports, null);
  }

  private interface Work {
    void run() throws Throwable;
  }

  private static void onAnotherThread(Work work) throws InterruptedException {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (Throwable t) {
                throw new AssertionError(t);
              }
            });
    thread.start();
    thread.join();
  }
}

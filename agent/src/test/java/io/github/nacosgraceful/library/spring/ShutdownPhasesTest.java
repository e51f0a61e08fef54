package io.github.nacosgraceful.library.spring;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShutdownPhasesTest {

  private final Processor processor = new Processor();

  @Test
  void lastSoMuchLessAsTheDrainHasWaited() throws Throwable {
    close(5_000);
    assertThat(processor.timeoutPerShutdownPhase).isEqualTo(25_000);
  }

  @Test
  void leaveAMomentToOtherBeans() throws Throwable {
    processor.setTimeoutPerShutdownPhase(10_000);
    close(24_500);
    assertThat(processor.timeoutPerShutdownPhase).isEqualTo(1_000);
  }

  /** Nothing is in flight: then nothing is waited for. */
  @Test
  void stayAsTheyAreWhereNothingWasWaitedForInVain() throws Throwable {
    close(0);
    assertThat(processor.timeoutPerShutdownPhase).isEqualTo(30_000);
  }

  @Test
  void getNoLonger() throws Throwable {
    processor.setTimeoutPerShutdownPhase(500);
    close(5_000);
    assertThat(processor.timeoutPerShutdownPhase).isEqualTo(500);
  }

  private void close(long waited) throws Throwable {
    new ShutdownPhases(() -> waited).enter(processor, null, null, null);
  }

  /** As much of Spring's own as is changed. */
  public static class Processor {
    private volatile long timeoutPerShutdownPhase = 30_000;

    public void setTimeoutPerShutdownPhase(long timeout) {
      timeoutPerShutdownPhase = timeout;
    }
  }
}

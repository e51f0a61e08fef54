package io.github.nacosgraceful.library.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

class ShutdownPhasesTest {

  private static final int WEB_SERVER = Integer.MAX_VALUE - 1024;

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

  /** A listener of messages, say, stops in another phase, and the drain has not waited for it. */
  @Test
  void stayAsTheyAreBesideThatOfTheWebServer() throws Throwable {
    Spring62 spring62 = new Spring62();
    new ShutdownPhases(() -> 24_500).enter(spring62, null, null, null);
    assertThat(spring62.timeoutPerShutdownPhase).isEqualTo(30_000);
    assertThat(spring62.timeoutsForShutdownPhases).isEqualTo(Map.of(WEB_SERVER, 5_500L));
  }

  @Test
  void getNoLongerWhereThatOfTheWebServerIsConfigured() throws Throwable {
    Spring62 spring62 = new Spring62();
    spring62.setTimeoutForShutdownPhase(WEB_SERVER, 10_000);
    new ShutdownPhases(() -> 4_000).enter(spring62, null, null, null);
    assertThat(spring62.timeoutsForShutdownPhases).isEqualTo(Map.of(WEB_SERVER, 6_000L));
  }

  private void close(long waited) throws Throwable {
    new ShutdownPhases(() -> waited).enter(processor, null, null, null);
  }

  /** Since 6.2, a phase may have a timeout of its own. */
  public static class Spring62 {
    private final Map<Integer, Long> timeoutsForShutdownPhases = new ConcurrentHashMap<>();
    private volatile long timeoutPerShutdownPhase = 30_000;

    public void setTimeoutForShutdownPhase(int phase, long timeout) {
      timeoutsForShutdownPhases.put(phase, timeout);
    }
  }

  /** As much of Spring's own as is changed. */
  public static class Processor {
    private volatile long timeoutPerShutdownPhase = 30_000;

    public void setTimeoutPerShutdownPhase(long timeout) {
      timeoutPerShutdownPhase = timeout;
    }
  }
}

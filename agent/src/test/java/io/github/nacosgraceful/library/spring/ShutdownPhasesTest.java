package io.github.nacosgraceful.library.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

class ShutdownPhasesTest {

  private static final int WEB_SERVER = Integer.MAX_VALUE - 1024;

  private final Processor processor = new Processor();

  /** A listener of messages, say, stops in another phase, and the drain has not waited for it. */
  @Test
  void lastSoMuchLessAsTheDrainHasWaitedForTheWebServerAlone() throws Throwable {
    close(5_000);
    assertThat(processor.timeoutPerShutdownPhase).isEqualTo(30_000);
    assertThat(processor.timeoutsForShutdownPhases).isEqualTo(Map.of(WEB_SERVER, 25_000L));
  }

  @Test
  void leaveAMomentToWhatIsInFlight() throws Throwable {
    processor.setTimeoutForShutdownPhase(WEB_SERVER, 10_000);
    close(24_500);
    assertThat(processor.timeoutsForShutdownPhases).isEqualTo(Map.of(WEB_SERVER, 1_000L));
  }

  /** Nothing is in flight: then nothing is waited for. */
  @Test
  void stayAsTheyAreWhereNothingWasWaitedForInVain() throws Throwable {
    close(0);
    assertThat(processor.timeoutsForShutdownPhases).isEmpty();
  }

  @Test
  void getNoLonger() throws Throwable {
    processor.setTimeoutForShutdownPhase(WEB_SERVER, 500);
    close(5_000);
    assertThat(processor.timeoutsForShutdownPhases).isEqualTo(Map.of(WEB_SERVER, 500L));
  }

  @Test
  void stayAsTheyAreWhereAllHaveOneTimeout() throws Throwable {
    Spring61 spring61 = new Spring61();
    new ShutdownPhases(() -> 24_500, timeout -> {}).enter(spring61, null, null, null);
    assertThat(spring61.timeoutPerShutdownPhase).isEqualTo(30_000);
  }

  private void close(long waited) throws Throwable {
    new ShutdownPhases(() -> waited, timeout -> {}).enter(processor, null, null, null);
  }

  /** As much of Spring's own as is changed, since 6.2. */
  public static class Processor {
    private final Map<Integer, Long> timeoutsForShutdownPhases = new ConcurrentHashMap<>();
    private volatile long timeoutPerShutdownPhase = 30_000;

    public void setTimeoutForShutdownPhase(int phase, long timeout) {
      timeoutsForShutdownPhases.put(phase, timeout);
    }
  }

  /** The one before 6.2. */
  public static class Spring61 {
    private volatile long timeoutPerShutdownPhase = 30_000;

    public void setTimeoutPerShutdownPhase(long timeout) {
      timeoutPerShutdownPhase = timeout;
    }
  }
}

package io.github.nacosgraceful.library.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nacosgraceful.thread.FakeScheduler;
import io.grpc.Server;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ShutdownGraceTest {

  private final FakeScheduler time = new FakeScheduler();
  private final Server server = new Server();

  @AfterEach
  void close() {
    time.close();
  }

  @Test
  void lastsSoMuchLessAsTheDrainHasWaited() throws Throwable {
    stop(5_000, Duration.ofSeconds(30));
    time.advance(24_900);
    assertThat(server.ended).isZero();
    time.advance(200);
    assertThat(server.ended).isOne();
  }

  @Test
  void leavesAMomentToWhatIsInFlight() throws Throwable {
    stop(24_500, Duration.ofSeconds(10));
    time.advance(900);
    assertThat(server.ended).isZero();
    time.advance(200);
    assertThat(server.ended).isOne();
  }

  /** Nothing is in flight: then nothing is waited for. */
  @Test
  void staysAsItIsWhereNothingWasWaitedForInVain() throws Throwable {
    stop(0, Duration.ofSeconds(30));
    assertThat(time.started()).isEmpty();
  }

  @Test
  void getsNoLonger() throws Throwable {
    stop(5_000, Duration.ofMillis(500));
    stop(5_000, Duration.ZERO);
    assertThat(time.started()).isEmpty();
  }

  /** Which is what somebody wants who says so: Spring waits for as long as it takes. */
  @Test
  void staysWithoutEndWhereItIsNegative() throws Throwable {
    stop(5_000, Duration.ofSeconds(-1));
    assertThat(time.started()).isEmpty();
  }

  @Test
  void isNoneWhereNoServerRuns() throws Throwable {
    new ShutdownGrace(() -> 5_000, time).enter(this, null, Duration.ofSeconds(30), null);
    assertThat(time.started()).isEmpty();
  }

  private void stop(long waited, Duration grace) throws Throwable {
    new ShutdownGrace(() -> waited, time).enter(this, server, grace, null);
  }
}

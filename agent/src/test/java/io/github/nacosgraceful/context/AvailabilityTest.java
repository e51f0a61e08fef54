package io.github.nacosgraceful.context;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nacosgraceful.thread.FakeScheduler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.availability.ReadinessState;

class AvailabilityTest {

  private static final String REFUSING = "REFUSING_TRAFFIC";
  private static final String ACCEPTING = "ACCEPTING_TRAFFIC";

  private final FakeScheduler time = new FakeScheduler();
  private final Contexts contexts = new Contexts();
  private final Availability availability = new Availability(contexts, time);

  @AfterEach
  void close() {
    time.close();
  }

  @Test
  void isRefusedWhileCallersLeaveAndTakenBack() {
    BootContext orders = BootContext.run(contexts);
    BootContext bills = BootContext.run(contexts);
    availability.refuse();
    time.advance(0);
    assertThat(orders.heard).containsExactly(REFUSING);
    assertThat(bills.heard).containsExactly(REFUSING);
    availability.accept();
    time.advance(0);
    assertThat(orders.heard).containsExactly(REFUSING, ACCEPTING);
    assertThat(bills.heard).containsExactly(REFUSING, ACCEPTING);
  }

  @Test
  void isSaidOnce() {
    BootContext orders = BootContext.run(contexts);
    availability.refuse();
    time.advance(0);
    availability.refuse();
    time.advance(0);
    assertThat(orders.heard).containsExactly(REFUSING);
    availability.accept();
    availability.accept();
    time.advance(0);
    availability.refuse();
    time.advance(0);
    assertThat(orders.heard).containsExactly(REFUSING, ACCEPTING, REFUSING);
  }

  @Test
  void isNotSaidAtAllWhereItIsTakenBackBefore() {
    BootContext orders = BootContext.run(contexts);
    availability.refuse();
    availability.accept();
    time.advance(0);
    assertThat(orders.heard).isEmpty();
  }

  @Test
  void staysWhatTheApplicationHasSaidBefore() {
    BootContext orders = BootContext.run(contexts);
    orders.says(ReadinessState.REFUSING_TRAFFIC);
    availability.refuse();
    time.advance(0);
    availability.accept();
    time.advance(0);
    assertThat(orders.heard).isEmpty();
  }

  @Test
  void staysWhatTheApplicationHasSaidMeanwhile() {
    BootContext orders = BootContext.run(contexts);
    availability.refuse();
    time.advance(0);
    orders.says(ReadinessState.REFUSING_TRAFFIC);
    availability.accept();
    time.advance(0);
    assertThat(orders.heard).isEmpty();
  }

  @Test
  void isOfThatContextAloneWhichIsClosed() {
    BootContext orders = BootContext.run(contexts);
    BootContext bills = BootContext.run(contexts);
    availability.refuse(
        contexts.applications().stream().filter(known -> known.isWithin(orders)).toList());
    time.advance(0);
    assertThat(orders.heard).containsExactly(REFUSING);
    assertThat(bills.heard).isEmpty();
  }

  @Test
  void isSaidToTheOthersWhereAListenerFails() {
    BootContext orders = BootContext.run(contexts);
    BootContext bills = BootContext.run(contexts);
    orders.listener =
        () -> {
          throw new IllegalStateException("told to fail");
        };
    availability.refuse();
    time.advance(0);
    assertThat(bills.heard).containsExactly(REFUSING);
  }

  @Test
  void holdsUpNobodyWhereAListenerHangs() {
    BootContext orders = BootContext.run(contexts);
    orders.listener = () -> time.pause(3_600_000);
    for (int i = 0; i < 10; i++) {
      availability.refuse();
      availability.accept();
    }
    time.advance(0);
    assertThat(time.started()).containsExactly("availability");
  }

  @Test
  void isNotAskedOfWhatIsNoApplicationOfSpringBoot() {
    new FakeContext(contexts, null, 0).refresh();
    availability.refuse();
    time.advance(0);
    assertThat(time.started()).isEmpty();
  }
}

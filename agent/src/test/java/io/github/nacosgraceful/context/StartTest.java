package io.github.nacosgraceful.context;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.context.support.AbstractApplicationContext;

class StartTest {

  @Test
  void isNoneWhereNothingStarts() {
    assertThat(Start.current()).isNull();
  }

  @Test
  void isTheOneOfThisThreadUntilItReturns() {
    Start[] seen = new Start[1];
    SpringApplication.run(
        context(),
        () -> {
          seen[0] = Start.current();
          assertThat(seen[0].isOver()).isFalse();
        });
    assertThat(seen[0].isOver()).isTrue();
  }

  /** As Dubbo registers. */
  @Test
  void isTheOneOfAnotherThread() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    Thread main =
        new Thread(
            () ->
                SpringApplication.run(
                    context(),
                    () -> {
                      begun.countDown();
                      await(end);
                    }));
    main.start();
    await(begun);
    Start start = Start.current();
    assertThat(start.isOver()).isFalse();
    end.countDown();
    main.join();
    assertThat(start.isOver()).isTrue();
  }

  private static AbstractApplicationContext context() {
    return new AbstractApplicationContext("app", () -> {}, () -> {});
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}

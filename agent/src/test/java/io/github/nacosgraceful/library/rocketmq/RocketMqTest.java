package io.github.nacosgraceful.library.rocketmq;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nacosgraceful.context.Contexts;
import io.github.nacosgraceful.intake.Intake;
import io.github.nacosgraceful.intake.Starts;
import io.github.nacosgraceful.intake.Stopping;
import io.github.nacosgraceful.thread.FakeScheduler;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A consumer of RocketMQ, of which a fake has as much as is called. */
class RocketMqTest {

  private final FakeScheduler time = new FakeScheduler();
  private final Intake intake = new Intake(new Contexts(), time);
  private final Requests requests = new Requests(intake);
  private final Takes takes = new Takes();
  private final Consumer consumer = new Consumer();
  private final Service service = new Service(consumer);
  private final Service.Request request = service.new Request();

  @BeforeEach
  void start() throws Throwable {
    assertThat(new Starts(intake, new PushConsumers("rocketmq")).enter(consumer, null, null, null))
        .isNull();
  }

  @AfterEach
  void close() {
    time.close();
  }

  /** {@code DefaultMQPushConsumerImpl}. */
  public static class Consumer {
    final List<String> told = new ArrayList<>();
    private final Outer defaultMQPushConsumer = new Outer();
    private boolean pause;
    private String state = "RUNNING";

    public class Outer {
      public void shutdown() {
        told.add("shutdown");
        state = "SHUTDOWN_ALREADY";
      }
    }

    public String groupName() {
      return "workers";
    }

    public Object getServiceState() {
      return state;
    }

    public boolean isPause() {
      return pause;
    }

    public void suspend() {
      told.add("suspend");
      pause = true;
    }

    public void resume() {
      told.add("resume");
      pause = false;
    }

    public void start() {
      told.add("start");
    }

    @Override
    public String toString() {
      return defaultMQPushConsumer + state;
    }
  }

  /** {@code ConsumeMessageConcurrentlyService}, and its {@code ConsumeRequest}. */
  static class Service {
    private final Consumer defaultMQPushConsumerImpl;

    Service(Consumer consumer) {
      defaultMQPushConsumerImpl = consumer;
    }

    class Request {
      @Override
      public String toString() {
        return Service.this.defaultMQPushConsumerImpl.toString();
      }
    }
  }

  @Test
  void isSuspendedAtOnceAndShutDownOnceNothingIsUnderWay() throws Throwable {
    onAnotherThread(() -> requests.enter(request, null, null, null));
    Stopping stopping = intake.stop(any -> true, true, 0);
    time.advance(1);
    assertThat(stopping.isBusy(time.now())).isTrue();
    assertThat(stopping.inFlight()).containsExactly("1 message workers");
    assertThat(consumer.told).containsExactly("suspend");
    requests.exit(null, request, null);
    assertThat(stopping.isBusy(time.now())).as("its offset is not kept so far").isTrue();
    time.advance(1);
    assertThat(consumer.told).containsExactly("suspend", "shutdown");
    assertThat(stopping.isBusy(time.now())).isFalse();
  }

  @Test
  void beginsNothingOfWhatItHasFetched() throws Throwable {
    intake.stop(any -> true, true, 0);
    Object skipped = requests.enter(request, null, null, null);
    assertThat(skipped).isNotNull();
    requests.exit(skipped, request, null);
    assertThat(intake.of(consumer).running(consumer)).isZero();
  }

  /** The thread that handles messages in order is at it for a minute. */
  @Test
  void takesNothingMoreOfAQueueInOrder() throws Throwable {
    List<String> messages = Arrays.asList("a", "b");
    requests.enter(request, null, null, null);
    try {
      assertThat(takes.leave(takes.enter(null, null, null, null), null, null, messages))
          .isSameAs(messages);
      intake.stop(any -> true, true, 0);
      assertThat(takes.leave(takes.enter(null, null, null, null), null, null, null))
          .isEqualTo(Collections.emptyList());
    } finally {
      requests.exit(null, request, null);
    }
  }

  /** One that was shut down could not be started again. */
  @Test
  void isOnlySuspendedByHand() throws Throwable {
    Stopping stopping = intake.stop(any -> true, false, 0);
    time.advance(1);
    assertThat(stopping.isBusy(time.now())).isFalse();
    assertThat(requests.enter(request, null, null, null)).as("what it has fetched").isNull();
    requests.exit(null, request, null);
    intake.startAgain();
    time.advance(1);
    assertThat(consumer.told).containsExactly("suspend", "resume");
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

package io.github.nacosgraceful.rollout;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Steady open-loop load: calls are sent when they are due, whatever became of those before. */
final class Load implements CallLoop {

  private static final Duration CALL_TIMEOUT = Duration.ofSeconds(10);

  static {
    // Idle connections are given up here well before the server (20 s) does: a call sent just as
    // the server closes its connection would fail by no fault of what is measured.
    System.setProperty("jdk.httpclient.keepalive.timeout", "5");
  }

  private final HttpClient http;
  private final HttpRequest request;
  private final Duration timeout;
  private final Schedule schedule;
  private final Thread scheduler = new Thread(this::send, "load");
  private final Queue<Call> calls = new ConcurrentLinkedQueue<>();
  private final Phaser outstanding = new Phaser(1);
  private volatile boolean stopped;

  Load(URI target, int rate) {
    this(target, rate, CALL_TIMEOUT);
  }

  /**
   * @param timeout of a call
   */
  Load(URI target, int rate, Duration timeout) {
    this.timeout = timeout;
    http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(timeout)
            .build();
    request =
        HttpRequest.newBuilder(target)
            .timeout(timeout)
            .POST(BodyPublishers.ofString("work"))
            .build();
    schedule = new Schedule(System.nanoTime(), rate);
    scheduler.setDaemon(true);
    scheduler.setPriority(Thread.MAX_PRIORITY);
  }

  @Override
  public void start() {
    scheduler.start();
  }

  @Override
  public List<Call> calls() {
    return List.copyOf(calls);
  }

  /** Whether calls are answered as fast as they are sent: a fifth of a second behind at most. */
  boolean keepsUp() {
    int underWay = outstanding.getUnarrivedParties() - 1;
    return underWay <= Math.max(1, schedule.rate() / 5);
  }

  /** Sends no more calls, and waits for those under way. */
  @Override
  public void close() throws InterruptedException {
    stopped = true;
    scheduler.join();
    int phase = outstanding.arriveAndDeregister();
    try {
      outstanding.awaitAdvanceInterruptibly(
          phase, timeout.toMillis() + 2000, TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new IllegalStateException("calls did not end within their own timeout", e);
    }
  }

  private void send() {
    for (long call = 0; !stopped; call++) {
      long due = schedule.due(call);
      schedule.sleepUntil(due);
      outstanding.register();
      http.sendAsync(request, BodyHandlers.ofString())
          .whenComplete((response, error) -> ended(due, response, error));
    }
  }

  private void ended(long due, HttpResponse<String> response, Throwable error) {
    calls.add(CallOutcome.of(due, System.nanoTime() - due, response, error));
    outstanding.arriveAndDeregister();
  }
}

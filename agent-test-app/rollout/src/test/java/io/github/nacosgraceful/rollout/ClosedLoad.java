package io.github.nacosgraceful.rollout;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A closed loop: so many threads make so many calls a second together, as long as enough of them
 * are free. What they missed while all waited for answers is not made up for.
 */
final class ClosedLoad implements CallLoop {

  /** A thread that wakes late makes its call all the same. */
  private static final long LATE = TimeUnit.MILLISECONDS.toNanos(100);

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final HttpRequest request;
  private final long period;
  private final Queue<Call> calls = new ConcurrentLinkedQueue<>();
  private final List<Thread> threads = new ArrayList<>();
  private long last = System.nanoTime();
  private volatile boolean stopped;

  /**
   * @param rate of all threads together
   * @param timeout of a call
   */
  ClosedLoad(URI target, int callers, int rate, Duration timeout) {
    request =
        HttpRequest.newBuilder(target)
            .timeout(timeout)
            .POST(BodyPublishers.ofString("work"))
            .build();
    period = TimeUnit.SECONDS.toNanos(1) / rate;
    for (int i = 0; i < callers; i++) {
      Thread thread = new Thread(this::call, "caller-" + i);
      thread.setDaemon(true);
      threads.add(thread);
    }
  }

  @Override
  public void start() {
    threads.forEach(Thread::start);
  }

  @Override
  public List<Call> calls() {
    return List.copyOf(calls);
  }

  /** Makes no more calls, and waits for those under way. */
  @Override
  public void close() throws InterruptedException {
    stopped = true;
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private synchronized long next() {
    last = Math.max(last + period, System.nanoTime() - LATE);
    return last;
  }

  private void call() {
    while (!stopped) {
      long due = next();
      for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
      try {
        HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
        calls.add(CallOutcome.of(due, System.nanoTime() - due, response, null));
      } catch (IOException e) {
        calls.add(CallOutcome.of(due, System.nanoTime() - due, null, e));
      } catch (InterruptedException e) {
        return;
      }
    }
  }
}

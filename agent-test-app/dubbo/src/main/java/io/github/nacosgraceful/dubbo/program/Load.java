package io.github.nacosgraceful.dubbo.program;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A hundred calls a second, by several threads, so that one that waits does not hold up the others.
 * Answers each line of the standard input with a line of figures: {@code failed=0 20881=17
 * 20882=16}, the answers by port.
 */
final class Load {

  private static final int THREADS = 10;
  private static final int PERIOD_MILLIS = 100;

  private final Callable<Integer> call;
  private final AtomicLong failed = new AtomicLong();
  private final Map<Integer, AtomicLong> answers = new ConcurrentSkipListMap<>();

  /**
   * @param call answers with the port that it was answered from
   */
  Load(Callable<Integer> call) {
    this.call = call;
  }

  /** Returns at the end of the standard input, which is when the test is over. */
  void run() throws IOException {
    ScheduledExecutorService callers = Executors.newScheduledThreadPool(THREADS);
    for (int i = 0; i < THREADS; i++) {
      callers.scheduleAtFixedRate(
          this::once, i * PERIOD_MILLIS / THREADS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    while (in.readLine() != null) {
      System.out.println(figures());
    }
    callers.shutdownNow();
  }

  private void once() {
    try {
      answers.computeIfAbsent(call.call(), port -> new AtomicLong()).incrementAndGet();
    } catch (Exception | LinkageError e) {
      if (failed.incrementAndGet() == 1) {
        e.printStackTrace(); // to the log, for a person
      }
    }
  }

  /** What a call costs a provider: as many milliseconds as {@code -Dwork} says. */
  static void work() {
    try {
      Thread.sleep(Integer.getInteger("work", 0));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private String figures() {
    StringBuilder line = new StringBuilder("failed=").append(failed);
    answers.forEach((port, count) -> line.append(' ').append(port).append('=').append(count));
    return line.toString();
  }
}

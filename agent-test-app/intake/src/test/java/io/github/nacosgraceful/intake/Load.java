package io.github.nacosgraceful.intake;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Sends messages at a steady rate until it is closed. */
final class Load implements AutoCloseable {

  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

  Load(long eachMillis, Runnable send) {
    clock.scheduleAtFixedRate(send, 0, eachMillis, TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() throws InterruptedException {
    clock.shutdown();
    clock.awaitTermination(30, TimeUnit.SECONDS);
  }
}

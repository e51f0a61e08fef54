package io.github.nacosgraceful.thread;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;

/** The time of another scheduler, in a JVM that can start no thread any more. */
public final class ThreadLimit implements Scheduler {

  private final Scheduler time;

  public ThreadLimit(Scheduler time) {
    this.time = time;
  }

  @Override
  public long now() {
    return time.now();
  }

  @Override
  public void sleep(long millis) throws InterruptedException {
    time.sleep(millis);
  }

  @Override
  public void start(Thread thread) {
    throw new OutOfMemoryError("unable to create native thread");
  }

  @Override
  public boolean join(Thread thread, long millis) throws InterruptedException {
    return time.join(thread, millis);
  }

  @Override
  public ScheduledExecutorService worker(ThreadFactory threads) {
    return time.worker(threads);
  }
}

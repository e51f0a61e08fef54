package io.github.nacosgraceful.thread;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;

/** The time of another scheduler, in a JVM that can start no thread any more. */
public final class ThreadLimit implements Scheduler {

  private final Scheduler time;
  private volatile boolean over;

  public ThreadLimit(Scheduler time) {
    this.time = time;
  }

  /** From now on there are threads again. */
  public void end() {
    over = true;
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
    if (!over) {
      throw new OutOfMemoryError("unable to create native thread");
    }
    time.start(thread);
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

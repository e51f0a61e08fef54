package io.github.nacosgraceful.silence;

import io.github.nacosgraceful.log.Log;
import io.github.nacosgraceful.thread.AgentThread;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.slf4j.Logger;

/**
 * The daemon thread on which a {@link Sampler} looks. It begins with the first call, and ends when
 * there has been none for five seconds.
 */
final class SampleThread {

  private static final long IDLE_MILLIS = TimeUnit.SECONDS.toMillis(5);

  private static final Logger log = Log.get();

  private final Sampler sampler;
  private final Calls calls;
  private final Consumer<Thread> starter;
  private Thread thread;
  private boolean failed;

  /**
   * @param starter starts a thread
   */
  SampleThread(Sampler sampler, Calls calls, Consumer<Thread> starter) {
    this.sampler = sampler;
    this.calls = calls;
    this.starter = starter;
  }

  /** There is a call. On the thread that makes it; never waits for long, never throws. */
  synchronized void wake() {
    calls.sleep(false);
    if (thread == null) {
      try {
        thread = AgentThread.of(this::work, "silence", null);
        starter.accept(thread);
      } catch (Throwable noThread) {
        thread = null;
        calls.sleep(true); // the next call tries again
        log.debug("no thread that looks for silent instances", noThread);
      }
    }
  }

  private void work() {
    sampler.begin();
    do {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(Tick.MILLIS));
      look();
    } while (!sampler.isIdleFor(IDLE_MILLIS) || !ends());
  }

  private void look() {
    try {
      sampler.look();
    } catch (RuntimeException | LinkageError e) {
      if (!failed) {
        failed = true;
        log.warn("silent instances may not be found: looking at the calls failed", e);
      }
    }
  }

  /** Whoever begins a call from here on wakes another, or has been seen. */
  private synchronized boolean ends() {
    calls.sleep(true);
    if (calls.areNone()) {
      thread = null;
      return true;
    }
    calls.sleep(false);
    return false;
  }
}

package io.github.nacosgraceful.suspect;

import io.github.nacosgraceful.thread.AgentThread;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The daemon thread on which a {@link Prober} looks, each time that something is due. There is none
 * while there is nothing to find out.
 */
final class ProbeThread {

  private final Prober prober;
  private final Consumer<Thread> starter;
  private Thread thread;
  private boolean changed;

  /**
   * @param starter starts a thread
   */
  ProbeThread(Prober prober, Consumer<Thread> starter) {
    this.prober = prober;
    this.starter = starter;
  }

  /** There is something new to find out, or to find out earlier. Any thread; never waits. */
  synchronized void wake() {
    changed = true;
    if (thread == null) {
      thread = AgentThread.of(this::work, "suspects", null);
      starter.accept(thread);
    } else {
      notifyAll();
    }
  }

  private void work() {
    try {
      do {
        prober.look();
      } while (awaitNext());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // nobody of ours does that: end
      end();
    }
  }

  /**
   * @return false when there is nothing left to look at: the thread ends
   */
  private synchronized boolean awaitNext() throws InterruptedException {
    while (!changed) {
      if (prober.isIdle()) {
        thread = null;
        return false;
      }
      long next = prober.nanosToNext();
      if (next <= 0) {
        break;
      }
      TimeUnit.NANOSECONDS.timedWait(this, next);
    }
    changed = false;
    return true;
  }

  private synchronized void end() {
    thread = null;
  }
}

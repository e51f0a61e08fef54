package io.github.nacosgraceful.traffic;

import io.github.nacosgraceful.log.Log;
import io.github.nacosgraceful.thread.AgentThread;
import io.github.nacosgraceful.thread.Scheduler;
import java.util.function.Consumer;
import org.slf4j.Logger;

/**
 * The daemon thread that looks how many requests came in, so that none of them has to read the
 * clock. It begins once they come fast, and ends when they do not any more, or when a drain wants
 * to know exactly.
 */
class ArrivalSampler implements Consumer<Arrivals> {

  private static final long MILLIS = 50;

  /** Of so many looks, each shows few requests: they do not come fast any more. */
  private static final int CALM_LOOKS = 100;

  /** A pace at which the clock costs a process nothing that could be measured. */
  private static final int FEW = 3;

  private static final Logger log = Log.get();

  private final Scheduler scheduler;
  private boolean running;

  ArrivalSampler(Scheduler scheduler) {
    this.scheduler = scheduler;
  }

  /** Requests come fast. On a thread that serves one; never waits for long, never throws. */
  @Override
  public synchronized void accept(Arrivals arrivals) {
    if (!running) {
      try {
        start(AgentThread.of(() -> work(arrivals), "arrivals", null));
        running = true;
      } catch (Throwable noThread) { // the clock is read for each, and the next 64th tries again
        log.debug("no thread that looks at the requests that came in", noThread);
      }
    }
  }

  void start(Thread thread) {
    scheduler.start(thread);
  }

  private void work(Arrivals arrivals) {
    try {
      arrivals.beginSampling();
      for (int calm = 0; calm < CALM_LOOKS && arrivals.isSampled(); ) {
        scheduler.sleep(MILLIS);
        calm = arrivals.look(scheduler.now()) > FEW ? 0 : calm + 1;
      }
    } catch (InterruptedException e) {
      // Nobody of ours does that. The clock is read for each request.
    } finally {
      arrivals.endSampling();
      end();
    }
  }

  private synchronized void end() {
    running = false;
  }
}

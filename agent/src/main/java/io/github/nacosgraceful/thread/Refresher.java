package io.github.nacosgraceful.thread;

import io.github.nacosgraceful.log.Log;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.slf4j.Logger;

/**
 * Does by service name what must not be done on the thread that asks for it: one of the Nacos
 * client, an event loop, a request. Requests for one service coalesce and never run at the same
 * time; a service whose refresh hangs holds up no other.
 *
 * <p>A request that comes in while the service is being refreshed leads to one more refresh: what
 * the first has read may be older.
 */
public final class Refresher {

  private static final Logger log = Log.get();
  private static final int THREADS = 4;

  private enum State {
    IDLE,
    REQUESTED,
    RUNNING
  }

  private final Consumer<String> refresh;
  private final Map<String, Work> services = new ConcurrentHashMap<>();
  private final Executor threads;

  public Refresher(Executor threads, Consumer<String> refresh) {
    this.threads = threads;
    this.refresh = refresh;
  }

  /** A few threads, which end when there is nothing to do. */
  public static Executor threads(String name) {
    ThreadPoolExecutor threads =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            // Short: it is long until the next change.
            1,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            work -> AgentThread.of(work, name, null));
    threads.allowCoreThreadTimeOut(true);
    return threads;
  }

  /** Any thread; never waits for a refresh. */
  public void request(String service) {
    services.computeIfAbsent(service, Work::new).request();
  }

  private final class Work implements Runnable {
    private final String service;
    private final AtomicReference<State> state = new AtomicReference<>(State.IDLE);

    Work(String service) {
      this.service = service;
    }

    void request() {
      if (state.getAndSet(State.REQUESTED) == State.IDLE) {
        try {
          threads.execute(this);
        } catch (Throwable t) {
          state.set(State.IDLE); // no thread to be had: the next request tries again
          throw t;
        }
      }
    }

    @Override
    public void run() {
      do {
        state.set(State.RUNNING);
        try {
          refresh.accept(service);
        } catch (Throwable t) {
          log.warn("the refresh of {} failed", service, t);
        }
      } while (!state.compareAndSet(State.RUNNING, State.IDLE));
    }
  }
}

package io.github.nacosgraceful.thread;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * Time that only passes while everybody waits. One thread runs at a time: when it sleeps, the one
 * whose time comes first goes on, and the clock jumps to that moment. So code that blocks, hangs
 * and retries for seconds is tested in microseconds, and in the same order each time.
 *
 * <p>The thread of the test takes part: it calls {@link #advance}, or whatever it tests sleeps. A
 * call that hangs is one that sleeps long. {@link #close} at the end lets go of the threads that
 * still wait.
 */
public final class FakeScheduler extends FakeTicker implements Scheduler, AutoCloseable {

  private final PriorityQueue<Turn> turns =
      new PriorityQueue<>(
          (a, b) -> a.at == b.at ? Long.compare(a.order, b.order) : Long.signum(a.at - b.at));

  private final Set<Thread> running = new HashSet<>();
  private final List<String> started = new ArrayList<>();
  private int carriers;
  private int mostCarriers;
  private int workers;
  private Throwable failure;
  private long order;
  private boolean closed;

  public FakeScheduler() {}

  /**
   * @param now what its clock says first
   */
  public FakeScheduler(long now) {
    super(now);
  }

  /** When one thread goes on, or something is done that needs none. */
  private static final class Turn {
    long at;
    final long order;
    final Thread awaited;
    Runnable then;
    boolean hasCome;

    Turn(long at, long order, Thread awaited) {
      this.at = at;
      this.order = order;
      this.awaited = awaited;
    }
  }

  /**
   * Lets the others do all that is due until then, and throws what they throw. For the thread of
   * the test.
   */
  @Override
  public synchronized void advance(long millis) {
    Turn last = new Turn(now() + TimeUnit.MILLISECONDS.toNanos(millis), Long.MAX_VALUE, null);
    turns.add(last);
    await(last);
    if (failure != null) {
      throw new AssertionError("a thread failed", failure);
    }
  }

  @Override
  public synchronized void sleep(long millis) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    await(turn(now() + TimeUnit.MILLISECONDS.toNanos(millis), null));
  }

  @Override
  public synchronized void start(Thread thread) {
    started.add(thread.getName().replace("nacos-graceful-", ""));
    carriers++;
    mostCarriers = Math.max(mostCarriers, carriers);
    begin(thread, () -> carriers--);
  }

  @Override
  public synchronized boolean join(Thread thread, long millis) {
    if (running.contains(thread)) {
      await(turn(now() + TimeUnit.MILLISECONDS.toNanos(millis), thread));
    }
    return !running.contains(thread);
  }

  @Override
  public ScheduledExecutorService worker(ThreadFactory threads) {
    return new Worker(threads);
  }

  /** The names of the threads that were started, without what all begin with. */
  public synchronized List<String> started() {
    return new ArrayList<>(started);
  }

  /** How many threads there were at a time, those of workers too. */
  public synchronized int mostThreads() {
    return mostCarriers + workers;
  }

  /** Whoever waits goes on at once, long after every deadline. */
  @Override
  public synchronized void close() {
    closed = true;
    advanceTo(now() + TimeUnit.DAYS.toNanos(1));
    notifyAll();
  }

  /**
   * @param ended runs when it has, before anything else
   */
  private void begin(Thread thread, Runnable ended) {
    if (closed) {
      return;
    }
    running.add(thread);
    // Its work runs on another thread: this one could not be told from here when it ends.
    Thread carrier = new Thread(() -> carry(thread, ended), thread.getName());
    carrier.setDaemon(true);
    carrier.setContextClassLoader(thread.getContextClassLoader());
    Turn first = turn(now(), null);
    first.then = carrier::start;
  }

  private void carry(Thread thread, Runnable ended) {
    Throwable thrown = null;
    try {
      thread.run();
    } catch (Throwable t) {
      thrown = t;
    }
    synchronized (this) {
      if (thrown != null && !closed) {
        failure = thrown;
      }
      running.remove(thread);
      ended.run();
      List<Turn> joins = new ArrayList<>();
      turns.removeIf(turn -> turn.awaited == thread && joins.add(turn));
      joins.forEach(turn -> turn.at = now());
      turns.addAll(joins);
      next();
    }
  }

  private Turn turn(long at, Thread awaited) {
    Turn turn = new Turn(at, order++, awaited);
    turns.add(turn);
    return turn;
  }

  private void await(Turn turn) {
    next();
    awaitTurn(turn);
  }

  private void awaitTurn(Turn turn) {
    while (!turn.hasCome && !closed) {
      try {
        wait();
      } catch (InterruptedException e) {
        throw new AssertionError(e); // of the test's time limit
      }
    }
  }

  private void next() {
    Turn next = closed ? null : turns.poll();
    while (next != null) {
      if (next.at - now() > 0) {
        advanceTo(next.at);
      }
      next.hasCome = true;
      if (next.then == null) {
        notifyAll();
        return;
      }
      next.then.run();
      if (next.then instanceof Task) {
        next = turns.poll(); // it has handed over to nobody
      } else {
        return;
      }
    }
  }

  /** What a worker does when its time has come. */
  private interface Task extends Runnable {}

  /** One thing after the other: no more of an executor than the agent uses. */
  private final class Worker extends ScheduledThreadPoolExecutor {

    private final ThreadFactory threads;
    private final Deque<Runnable> due = new ArrayDeque<>();
    private boolean known;
    private boolean busy;

    Worker(ThreadFactory threads) {
      super(0, threads);
      this.threads = threads;
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable work, long delay, TimeUnit unit) {
      synchronized (FakeScheduler.this) {
        if (!known) {
          known = true;
          workers++;
        }
        Task task = () -> isDue(work);
        turn(now() + unit.toNanos(delay), null).then = task;
      }
      return null;
    }

    private void isDue(Runnable work) {
      due.add(work);
      if (!busy) {
        busy = true;
        begin(threads.newThread(this::runDue), () -> {});
      }
    }

    private void runDue() {
      try {
        for (Runnable work = nextDue(); work != null; work = nextDue()) {
          if (!isShutdown()) {
            work.run();
          }
        }
      } finally {
        busy = false;
      }
    }

    private Runnable nextDue() {
      synchronized (FakeScheduler.this) {
        busy = !due.isEmpty();
        return due.poll();
      }
    }

    @Override
    public boolean isTerminated() {
      return isShutdown() && !busy;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
      long deadline = now() + unit.toNanos(timeout);
      while (busy && !closed && now() - deadline < 0) {
        pause(1);
      }
      return !busy;
    }
  }
}

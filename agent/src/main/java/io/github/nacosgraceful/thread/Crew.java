package io.github.nacosgraceful.thread;

import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * A limited number of threads for calls that may hang, whatever there is to call. Calls come in
 * lanes, and a lane never takes more than its share: one in which every call hangs leaves threads
 * to the others. Within a lane those of a lower rank come first. A thread is started when there is
 * something to do, and ends when there is nothing any more. Any thread.
 */
public final class Crew {

  private final int most;
  private final int leastShare;
  private final Function<Runnable, Thread> threads;
  private final Scheduler scheduler;
  private final List<Lane> lanes = new ArrayList<>();
  private int running;
  private long calls;
  private boolean over;

  /**
   * @param most how many threads there are at a time
   * @param leastShare how many of them a lane may take, however many lanes there are
   * @param threads makes one, which is not started
   */
  public Crew(int most, int leastShare, Function<Runnable, Thread> threads, Scheduler scheduler) {
    this.most = most;
    this.leastShare = leastShare;
    this.threads = threads;
    this.scheduler = scheduler;
  }

  /**
   * One more lane.
   *
   * @param loader of the library that is called: some of its code loads by the context class loader
   */
  public synchronized Lane lane(ClassLoader loader) {
    Lane lane = new Lane(loader);
    lanes.add(lane);
    return lane;
  }

  /** What has not begun never begins. */
  public synchronized void end() {
    over = true;
    lanes.forEach(lane -> lane.waiting.clear());
  }

  private void add(Call call) {
    Call first;
    synchronized (this) {
      if (over) {
        return;
      }
      call.lane.waiting.add(call);
      first = running < most ? take() : null;
      if (first == null) {
        return;
      }
      running++;
    }
    try {
      scheduler.start(threads.apply(() -> work(first)));
    } catch (Throwable t) {
      if (!putBack(first)) {
        throw t;
      }
    }
  }

  /**
   * No thread was to be had.
   *
   * @return whether another one makes the call
   */
  private synchronized boolean putBack(Call call) {
    running--;
    call.lane.running--;
    call.lane.waiting.add(call);
    return running > 0;
  }

  private void work(Call first) {
    Thread thread = Thread.currentThread();
    for (Call call = first; call != null; call = after(call)) {
      thread.setContextClassLoader(call.lane.loader);
      try {
        call.work.run();
      } catch (Throwable t) {
        thread.getUncaughtExceptionHandler().uncaughtException(thread, t); // and it goes on
      } finally {
        thread.setContextClassLoader(null);
      }
    }
  }

  private synchronized Call after(Call done) {
    done.lane.running--;
    Call next = take();
    if (next == null) {
      running--;
    }
    return next;
  }

  private Call take() {
    int share = Math.max(leastShare, most / lanes.size());
    Call first = null;
    for (Lane lane : lanes) {
      Call next = lane.running < share ? lane.waiting.peek() : null;
      if (next != null && (first == null || next.compareTo(first) < 0)) {
        first = next;
      }
    }
    if (first != null) {
      first.lane.waiting.poll();
      first.lane.running++;
    }
    return first;
  }

  /** The calls into one thing that may hang. */
  public final class Lane implements Executor {

    private final ClassLoader loader;
    private final PriorityQueue<Call> waiting = new PriorityQueue<>();
    private int running;

    private Lane(ClassLoader loader) {
      this.loader = loader;
    }

    /** Returns at once. */
    @Override
    public void execute(Runnable work) {
      execute(0, work);
    }

    /** Returns at once. What has a lower rank, in whatever lane, comes first. */
    public void execute(int rank, Runnable work) {
      add(new Call(this, rank, work));
    }
  }

  private final class Call implements Comparable<Call> {

    final Lane lane;
    final Runnable work;
    private final int rank;
    private final long order;

    Call(Lane lane, int rank, Runnable work) {
      this.lane = lane;
      this.rank = rank;
      this.work = work;
      synchronized (Crew.this) {
        order = calls++;
      }
    }

    @Override
    public int compareTo(Call other) {
      return rank == other.rank ? Long.compare(order, other.order) : rank - other.rank;
    }
  }
}

package io.github.nacosgraceful.endpoint;

import io.github.nacosgraceful.thread.AgentThread;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The few threads of the endpoint. A client may send slowly, or half a request, and the JDK's
 * server waits for it on one of these: after two seconds the thread is interrupted, which closes
 * the connection that it reads from or writes to. What was asked for may take longer than that.
 *
 * <p>Connections that find no room in the queue are closed in the same way, without being read.
 * Where nothing is asked for, there are no threads.
 */
final class Workers implements Executor {

  private static final int THREADS = 4;
  private static final int WAITING = 16;
  private static final long IDLE_SECONDS = 5;
  private static final long PATIENCE_MILLIS = 2000;

  private final ThreadPoolExecutor threads =
      new ThreadPoolExecutor(
          THREADS,
          THREADS,
          IDLE_SECONDS,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(WAITING),
          daemons("endpoint"),
          (turn, pool) -> close(((Turn) turn).exchange));

  private final ScheduledThreadPoolExecutor watch =
      new ScheduledThreadPoolExecutor(1, daemons("endpoint-watch"));
  private final ThreadLocal<Turn> turns = new ThreadLocal<>();

  Workers() {
    threads.allowCoreThreadTimeOut(true);
    watch.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
    watch.allowCoreThreadTimeOut(true);
    watch.setRemoveOnCancelPolicy(true);
  }

  /** Called by the server for each request that begins to come in. */
  @Override
  public void execute(Runnable exchange) {
    threads.execute(new Turn(exchange));
  }

  /** Does something within a request that may take its time, on the thread that serves it. */
  <T> T unhurried(Supplier<T> work) {
    Turn turn = turns.get();
    turn.calm();
    try {
      return work.get();
    } finally {
      turn.hurry();
    }
  }

  /** On the server's dispatcher: a thread that is interrupted closes what it begins to read. */
  private static void close(Runnable exchange) {
    Thread.currentThread().interrupt();
    try {
      exchange.run();
    } finally {
      Thread.interrupted();
    }
  }

  private static ThreadFactory daemons(String name) {
    return work -> AgentThread.of(work, name, null);
  }

  /** One request, from its first byte on. */
  private final class Turn implements Runnable {

    private final Runnable exchange;
    private Thread thread;

    /** Which of its hurries this is; none if even. */
    private int hurry;

    Turn(Runnable exchange) {
      this.exchange = exchange;
    }

    @Override
    public void run() {
      thread = Thread.currentThread();
      turns.set(this);
      hurry();
      try {
        exchange.run();
      } finally {
        calm();
        turns.remove();
      }
    }

    synchronized void hurry() {
      int current = ++hurry;
      watch.schedule(() -> interrupt(current), PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    }

    synchronized void calm() {
      hurry++;
      Thread.interrupted(); // it came too late
    }

    private synchronized void interrupt(int late) {
      if (late == hurry) {
        thread.interrupt();
      }
    }
  }
}

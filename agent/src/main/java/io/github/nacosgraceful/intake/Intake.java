package io.github.nacosgraceful.intake;

import io.github.nacosgraceful.context.Contexts;
import io.github.nacosgraceful.context.SpringContext;
import io.github.nacosgraceful.log.Few;
import io.github.nacosgraceful.log.Log;
import io.github.nacosgraceful.log.Reason;
import io.github.nacosgraceful.member.WeakIdentityMap;
import io.github.nacosgraceful.thread.Scheduler;
import io.github.nacosgraceful.thread.Stamp;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.slf4j.Logger;

/**
 * All sources of messages and jobs in this process. Those that are to take nothing new are held,
 * which is a flag that their hooks look at, and stopped in the way of their library. Any thread.
 */
public final class Intake {

  private static final Logger log = Log.get();

  private static final long POLL_MILLIS = 5;

  private final Contexts contexts;
  private final Scheduler scheduler;
  private final CallThreads threads;
  private final WeakIdentityMap<Source> sources = new WeakIdentityMap<>();
  private volatile UntilReady untilReady;
  private volatile boolean closed;
  private volatile Stamp begunAt = Stamp.NEVER;

  public Intake(Contexts contexts) {
    this(contexts, Scheduler.SYSTEM);
  }

  public Intake(Contexts contexts, Scheduler scheduler) {
    this.contexts = contexts;
    this.scheduler = scheduler;
    threads = new CallThreads(scheduler);
  }

  /**
   * From now on a source that starts with its application begins when that is ready.
   *
   * @param timeoutMillis to wait for that at most
   */
  public void waitUntilReady(long timeoutMillis) {
    untilReady =
        new UntilReady(
            timeoutMillis,
            scheduler,
            (source, known) -> threads.call(known.type(), source, () -> start(source, known)));
  }

  /**
   * A source is made or starts, on the thread that does so. Once the process leaves it is held from
   * the start.
   */
  public Source known(Object source, SourceType type) throws Throwable {
    Source known = sources.get(source);
    if (known == null) {
      String name = type.name(source);
      SpringContext context = contexts.refreshing();
      known = sources.getOrAdd(source, () -> new Source(type, name, context));
      if (closed) {
        known.hold(true);
        known.isOver(true);
      } else if (untilReady != null) {
        untilReady.holdWhileStarting(source, known);
      }
    }
    return known;
  }

  /** Null for one that was never seen to start. */
  public Source of(Object source) {
    return sources.get(source);
  }

  /**
   * It has started all the same: it was about to while it was told to stop. On the thread that
   * started it; returns at once.
   */
  public void startedWhileHeld(Object source, Source known) {
    known.isOver(false);
    threads.call(
        known.type(),
        source,
        () -> {
          try {
            known.type().stop(source, closed, 0, () -> known.isOver(true));
          } catch (Throwable t) {
            known.goesOn(t);
          }
        });
  }

  /**
   * Those that are meant take nothing new from now on. Returns at once, and calls nothing of the
   * application on this thread.
   *
   * @param forGood whether the process ends with it, or the contexts that they belong to
   * @param millis for how long what is under way is waited for
   * @return null if there is none
   */
  public Stopping stop(Predicate<SpringContext> which, boolean forGood, long millis) {
    Stopping begun = new Stopping(threads, forGood, millis, scheduler.now());
    sources.forEach(
        (source, known) -> {
          if (which.test(known.context())) {
            begun.add(source, known);
          }
        });
    if (begun.isNothing()) {
      return null;
    }
    begunAt = Stamp.at(scheduler.now());
    begun.begin();
    return begun;
  }

  /** The process ends: what starts from now on is held as well. */
  public void close() {
    closed = true;
  }

  /**
   * What {@link #stop} has stopped takes again, and only that. Returns at once.
   *
   * @return what does
   */
  public List<Source> startAgain() {
    List<Source> back = new ArrayList<>();
    sources.forEach(
        (source, known) -> {
          if (known.isHeld() && !closed) {
            boolean start = known.wasStopped();
            known.release();
            if (start) {
              back.add(known);
              threads.call(known.type(), source, () -> start(source, known));
            }
          }
        });
    if (!back.isEmpty()) {
      log.info("taking messages and jobs again: {}", Few.list(back));
    }
    return back;
  }

  private static void start(Object source, Source known) {
    try {
      known.type().start(source);
    } catch (Throwable t) {
      log.warn("{} could not be started again: {}", known, Reason.of(t));
    }
  }

  /** Each that there is, and what is known of it. */
  public void forEach(BiConsumer<Object, Source> action) {
    sources.forEach(action);
  }

  /**
   * A Spring context is about to stop its beans one after the other. Waits for what it would have
   * waited for itself, had the agent not stopped it before; on the thread that closes the context.
   *
   * @param millis for how long the context would have waited, counted from when the agent stopped
   *     the first of it
   */
  public void awaitForContext(long millis) {
    long most = TimeUnit.MILLISECONDS.toNanos(millis);
    if (begunAt.isNever() || awaited().isEmpty() || begunAt.isAgo(most, scheduler.now())) {
      return;
    }
    log.info(
        "the context waits for what is under way, as without the agent, {} ms since the stop at most: {}",
        millis,
        Few.list(awaited()));
    while (!Thread.currentThread().isInterrupted()
        && !begunAt.isAgo(most, scheduler.now())
        && !awaited().isEmpty()) {
      scheduler.pause(POLL_MILLIS);
    }
  }

  private List<Source> awaited() {
    List<Source> awaited = new ArrayList<>();
    sources.forEach(
        (source, known) -> {
          if (known.isHeld() && known.type().isAwaitedByItsContext() && known.running(source) > 0) {
            awaited.add(known);
          }
        });
    return awaited;
  }
}

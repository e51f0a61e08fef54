package io.github.nacosgraceful.intake;

import io.github.nacosgraceful.context.Start;
import io.github.nacosgraceful.log.Log;
import io.github.nacosgraceful.thread.AgentThread;
import io.github.nacosgraceful.thread.Scheduler;
import io.github.nacosgraceful.thread.Stamp;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.slf4j.Logger;

/**
 * Sources that start while their Spring Boot application does are held until it is ready: its
 * runners are through, and it does not say that it refuses traffic. One thread of the agent looks
 * for that, for as long as something waits.
 */
final class UntilReady {

  private static final Logger log = Log.get();

  private static final long POLL_MILLIS = 50;

  private final long timeoutMillis;
  private final Scheduler scheduler;
  private final BiConsumer<Object, Source> start;
  private final List<Waiting> waiting = new ArrayList<>();

  /**
   * @param timeoutMillis to wait at most
   * @param start is told of each whose time has come; must not wait
   */
  UntilReady(long timeoutMillis, Scheduler scheduler, BiConsumer<Object, Source> start) {
    this.timeoutMillis = timeoutMillis;
    this.scheduler = scheduler;
    this.start = start;
  }

  private static final class Waiting {
    final Object source;
    final Source known;
    final Start start;
    final Stamp since;

    Waiting(Object source, Source known, Start start, Stamp since) {
      this.source = source;
      this.known = known;
      this.start = start;
      this.since = since;
    }

    boolean isReady() {
      return start.isOver() && (known.context() == null || known.context().acceptsTraffic());
    }
  }

  /** On the thread that starts it; one that starts later begins at once. */
  void holdWhileStarting(Object source, Source known) {
    Start current = Start.current();
    if (current == null) {
      return;
    }
    known.hold(false);
    known.isOver(true);
    known.isStopped();
    add(new Waiting(source, known, current, Stamp.at(scheduler.now())));
  }

  private synchronized void add(Waiting one) {
    waiting.add(one);
    if (waiting.size() == 1) {
      scheduler.start(AgentThread.of(this::watch, "intake-ready", null));
    }
  }

  private void watch() {
    do {
      scheduler.pause(POLL_MILLIS);
      for (Waiting one : all()) {
        boolean late =
            one.since.isAgo(TimeUnit.MILLISECONDS.toNanos(timeoutMillis), scheduler.now());
        if (one.known.isLeaving() || late || one.isReady()) {
          begin(one, late);
        }
      }
    } while (isAny());
  }

  private void begin(Waiting one, boolean late) {
    remove(one);
    if (one.known.isLeaving() || !one.known.isHeld()) {
      return;
    }
    if (late) {
      log.warn(
          "{} begins although the application was not ready within {} ms",
          one.known,
          timeoutMillis);
    }
    one.known.release();
    start.accept(one.source, one.known);
  }

  private synchronized List<Waiting> all() {
    return new ArrayList<>(waiting);
  }

  private synchronized void remove(Waiting one) {
    waiting.remove(one);
  }

  private synchronized boolean isAny() {
    return !waiting.isEmpty();
  }
}

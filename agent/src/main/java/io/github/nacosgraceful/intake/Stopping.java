package io.github.nacosgraceful.intake;

import io.github.nacosgraceful.log.Log;
import io.github.nacosgraceful.log.Reason;
import io.github.nacosgraceful.thread.Stamp;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;

/**
 * Some sources on their way to take nothing new. Whoever waits for them looks again and again:
 * nothing here waits for a library. Used by one thread at a time; the sources are told on others.
 *
 * <p>Holds the sources for as long as it is held itself, which is as long as they are waited for.
 */
public final class Stopping {

  private static final Logger log = Log.get();

  /** A source that gives nothing to do any more, and yet is not done, is waited for so long. */
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(3);

  private final CallThreads threads;
  private final boolean forGood;
  private final long millis;
  private final List<One> all = new ArrayList<>();
  private long workedAt;
  private Stamp overAt = Stamp.NEVER;

  /**
   * @param now by {@code System.nanoTime()}
   */
  Stopping(CallThreads threads, boolean forGood, long millis, long now) {
    this.threads = threads;
    this.forGood = forGood;
    this.millis = millis;
    workedAt = now;
  }

  /** One source. */
  private final class One {
    private final Object source;
    private final Source known;
    private final boolean again;
    private volatile boolean told;
    private boolean ending;

    One(Object source, Source known) {
      this.source = source;
      this.known = known;
      again = known.isHeld();
      told = again;
    }

    void tell() {
      try {
        if (known.type().isTaking(source)) {
          known.isStopped();
          known.type().stop(source, forGood, millis, () -> known.isOver(true));
        } else {
          known.isOver(true);
        }
      } catch (Throwable t) {
        known.goesOn(t);
      }
      told = true;
    }

    /** How many are under way that may end. */
    int running() {
      return known.isHeld() ? known.running(source) : 0; // or it could not be stopped
    }

    /** Whether the library is done with it, or cannot be. */
    boolean isOver() {
      return known.isOver() || known.hasStuck();
    }

    void end() {
      if (forGood && told && !ending && !known.hasStuck()) {
        ending = true;
        threads.call(known.type(), source, this::endNow);
      }
    }

    private void endNow() {
      try {
        if (known.type().end(source)) {
          known.isOver(true);
        }
      } catch (Throwable t) {
        log.warn("{} could not be ended: {}; the application does so", known, Reason.of(t));
        known.isOver(true);
      }
    }

    void nameTo(List<String> names, int running) {
      List<String> own = new ArrayList<>();
      try {
        own.addAll(known.type().names(source));
      } catch (Throwable t) {
        log.debug("{} does not name what is under way", known, t);
      }
      if (own.isEmpty()) {
        names.add(known.type().count(running) + " " + known.name());
      } else {
        own.forEach(name -> names.add(known.type().count(1) + " " + name));
      }
    }
  }

  void add(Object source, Source known) {
    if (known == Source.current() || known.type().isOn(source, Thread.currentThread())) {
      known.isStuck();
    }
    all.add(new One(source, known));
  }

  boolean isNothing() {
    return all.isEmpty();
  }

  /** First all are held, which takes no time; then each is told. */
  void begin() {
    for (One one : all) {
      if (!one.again) {
        one.known.hold(forGood);
      } else if (forGood) {
        one.known.leave();
      }
    }
    for (One one : all) {
      if (!one.again) {
        threads.call(one.known.type(), one.source, one::tell);
      }
    }
  }

  /** What they are called. */
  public List<String> sources() {
    List<String> names = new ArrayList<>();
    for (One one : all) {
      names.add(one.known.toString());
    }
    return names;
  }

  /**
   * One look: whether something is under way, or a library is not done with what was.
   *
   * @param now by {@code System.nanoTime()}
   */
  public boolean isBusy(long now) {
    boolean over = true;
    for (One one : all) {
      if (one.running() > 0) {
        workedAt = now;
        over = false;
      } else {
        one.end();
        over &= one.isOver();
      }
    }
    if (over && overAt.isNever()) {
      overAt = Stamp.at(now);
    }
    return !over && now - workedAt < PATIENCE;
  }

  /** When nothing was under way any more, and all libraries were done; never so far. */
  public Stamp overAt() {
    return overAt;
  }

  /** How many messages and jobs are under way. */
  public int running() {
    return all.stream().mapToInt(One::running).sum();
  }

  /** The same by name: {@code 1 job demoJob}, {@code 2 messages orders}. */
  public List<String> inFlight() {
    List<String> names = new ArrayList<>();
    for (One one : all) {
      int running = one.running();
      if (running > 0) {
        one.nameTo(names, running);
      }
    }
    return names;
  }

  /** Those with which their library is not done, though nothing is under way. */
  public List<String> notOver() {
    List<String> names = new ArrayList<>();
    for (One one : all) {
      if (one.running() == 0 && !one.isOver()) {
        names.add(one.known.toString());
      }
    }
    return names;
  }
}

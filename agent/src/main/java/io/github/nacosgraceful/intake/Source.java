package io.github.nacosgraceful.intake;

import io.github.nacosgraceful.context.SpringContext;
import io.github.nacosgraceful.log.Log;
import io.github.nacosgraceful.log.Reason;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;

/**
 * One thing that gives this process something to do: a container of listeners, a consumer, a
 * scheduler, a scheduled method. Holds nothing of the application.
 *
 * <p>{@link #begin}, {@link #end} and {@link #isHeld} run on the application's threads for each
 * message and job, and allocate nothing.
 */
public final class Source {

  private static final Logger log = Log.get();

  /** What is done on this thread, the outermost. */
  private static final ThreadLocal<Source> CURRENT = new ThreadLocal<>();

  private final SourceType type;
  private final String name;
  private final SpringContext context;
  private final AtomicInteger counted = new AtomicInteger();
  private volatile boolean held;
  private volatile boolean leaving;

  /** Whether it was taking before it was held. */
  private volatile boolean stopped;

  private volatile boolean over;

  /** How many cannot end before the process does: they have told it to end, and wait for that. */
  private volatile int stuck;

  /**
   * @param context that it belongs to; null if that is not known
   */
  Source(SourceType type, String name, SpringContext context) {
    this.type = type;
    this.name = name;
    this.context = context;
  }

  /** A message or a job begins on this thread. */
  public void begin() {
    counted.incrementAndGet();
    if (CURRENT.get() == null) {
      CURRENT.set(this);
    }
  }

  /** It has ended, on the same thread. */
  public void end() {
    counted.decrementAndGet();
    if (CURRENT.get() == this) {
      CURRENT.set(null);
    }
  }

  /** The source of what is done on this thread; null if it is nothing of that kind. */
  public static Source current() {
    return CURRENT.get();
  }

  /**
   * How many are under way.
   *
   * @param source the application's object
   */
  public int running(Object source) {
    int known = Math.max(0, counted.get() - stuck);
    try {
      return type.running(source, known);
    } catch (Throwable t) {
      log.debug("{} does not say what is under way", this, t);
      return known;
    }
  }

  /** It could not be stopped: it goes on as it would without the agent. */
  void goesOn(Throwable t) {
    release();
    over = true;
    log.warn(
        "{} could not be stopped: {}; it goes on until the application stops it",
        this,
        Reason.of(t));
  }

  /** One of them waits for the end of the process, or of its context. */
  void isStuck() {
    stuck = 1;
  }

  boolean hasStuck() {
    return stuck > 0;
  }

  /** Whether it is to take nothing new: the process is leaving, or held offline. */
  public boolean isHeld() {
    return held;
  }

  /** The same, and it will not take again: what it has not begun it need not begin. */
  public boolean isLeaving() {
    return leaving;
  }

  void hold(boolean forGood) {
    over = false;
    leaving = forGood;
    held = true;
  }

  void leave() {
    leaving = true;
  }

  void release() {
    held = false;
    leaving = false;
    stopped = false;
    stuck = 0;
  }

  /** It was taking, and has been told not to. */
  void isStopped() {
    stopped = true;
  }

  boolean wasStopped() {
    return stopped;
  }

  /** All has ended, and the library is done with it. */
  void isOver(boolean itIs) {
    over = itIs;
  }

  boolean isOver() {
    return over;
  }

  SourceType type() {
    return type;
  }

  SpringContext context() {
    return context;
  }

  /** The name of the part that knows its library. */
  public String part() {
    return type.part();
  }

  /** In a word, for the status. */
  public String state() {
    return held ? over ? "stopped" : "stopping" : "taking";
  }

  /** What the log and the status call it. */
  public String name() {
    return name;
  }

  @Override
  public String toString() {
    return type.part() + " " + name;
  }
}

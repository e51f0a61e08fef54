package io.github.nacosgraceful.thread;

import java.util.concurrent.TimeUnit;

/**
 * Until when something is tried that several share. As long as one of them gets on, the others have
 * not been refused but wait for their turn: then it is put off, up to a last moment. Any thread.
 */
public final class Deadline {

  /** After which a success says nothing of the next attempt any more. */
  private static final long GETS_ON = TimeUnit.SECONDS.toNanos(1);

  private final long at;
  private final long last;
  private volatile Stamp progressAt = Stamp.NEVER;

  /**
   * One that is not put off.
   *
   * @param at by {@code System.nanoTime()}
   */
  public Deadline(long at) {
    this(at, at);
  }

  /**
   * @param at by {@code System.nanoTime()}
   * @param last by {@code System.nanoTime()}: it is not put off any further
   */
  public Deadline(long at, long last) {
    this.at = at;
    this.last = last;
  }

  /** One of those that share it has succeeded. */
  public void progress(long now) {
    progressAt = Stamp.at(now);
  }

  public boolean isOver(long now) {
    return isOverSince(0, now);
  }

  /**
   * Whether it has been over for so long.
   *
   * @param span in nanoseconds
   */
  public boolean isOverSince(long span, long now) {
    return now - overAt() >= span;
  }

  /** How long it is not over, as far as known; 0 if it is. */
  public long leftMillis(long now) {
    long left = overAt() - now;
    return left <= 0 ? 0 : Math.max(1, TimeUnit.NANOSECONDS.toMillis(left));
  }

  private long overAt() {
    Stamp progress = progressAt;
    if (progress.isNever() || progress.nanos() + GETS_ON - at <= 0) {
      return at;
    }
    long putOff = progress.nanos() + GETS_ON;
    return putOff - last < 0 ? putOff : last;
  }
}

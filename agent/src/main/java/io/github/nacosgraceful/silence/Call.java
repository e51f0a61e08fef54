package io.github.nacosgraceful.silence;

import io.github.nacosgraceful.instance.HostPort;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import java.util.function.Function;

/**
 * A place for one call that is under way, used for one call after the other. The thread that calls
 * fills it and empties it; the sampler reads it meanwhile, and empties it after calls of which it
 * has to hear the end.
 */
final class Call {

  private static final AtomicReferenceFieldUpdater<Call, Object> REQUEST =
      AtomicReferenceFieldUpdater.newUpdater(Call.class, Object.class, "request");

  /** Stands in {@link #request} while a call writes the rest. */
  private static final Object TAKEN = new Object();

  /** The sampler hears of the end of each call that takes so long. */
  private static final int LONG_MILLIS = 2 * Tick.MILLIS;

  private static final int UNDER_WAY = 0;
  private static final int ANSWERED = 1;
  private static final int UNANSWERED = 2;

  /** Null while there is no call. Written last at the begin. */
  private volatile Object request;

  private Object note;
  private Function<Object, HostPort> address;
  private long begun;
  private long ended;

  /** How it ended; only where the sampler has to hear of it. */
  private volatile int outcome;

  // What follows is the sampler's alone.
  private Object seen;
  private long seenBegun;
  private Place place;

  /**
   * @return false if there is a call
   */
  boolean take() {
    return request == null && REQUEST.compareAndSet(this, null, TAKEN);
  }

  /** By whoever took it. */
  void begin(Object request, Object note, Function<Object, HostPort> address, long now) {
    this.note = note;
    this.address = address;
    begun = now;
    REQUEST.lazySet(this, request);
  }

  /** What its begin left for its end. */
  Object note() {
    return note;
  }

  /**
   * @param told whether the sampler has to hear of it however short it was
   */
  void end(boolean answered, long now, boolean told) {
    if (answered && !told && now - begun < LONG_MILLIS) {
      REQUEST.lazySet(this, null);
    } else {
      ended = now;
      outcome = answered ? ANSWERED : UNANSWERED;
    }
  }

  boolean isFree() {
    return request == null;
  }

  boolean hasEnded() {
    return outcome != UNDER_WAY;
  }

  boolean isAnswered() {
    return outcome == ANSWERED;
  }

  /** Of a call that has ended, or that {@link #look} saw. */
  long begun() {
    return seenBegun;
  }

  long ended() {
    return ended;
  }

  Place place() {
    return place;
  }

  /**
   * Finds out where it goes.
   *
   * @param youngest looks at no call that began later
   * @return false if there is no such call
   */
  boolean look(Places places, long youngest, long now) {
    Object current = request;
    if (current == null || current == TAKEN || begun > youngest) {
      return false;
    }
    long began = begun;
    Function<Object, HostPort> reads = address;
    if (request != current) {
      return false; // another one has begun in between
    }
    if (seen != current || seenBegun != began) {
      place = places.at(reads.apply(current), now);
      seen = current;
      seenBegun = began;
    }
    return true;
  }

  /** After a call that has ended. */
  void free() {
    seen = null;
    place = null;
    address = null;
    outcome = UNDER_WAY;
    request = null;
  }

  /** Keeps nothing of a call that the sampler did not hear the end of. */
  void forget() {
    if (seen != null) {
      seen = null;
      place = null;
    }
  }
}

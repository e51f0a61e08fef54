package io.github.nacosgraceful.silence;

import io.github.nacosgraceful.instance.HostPort;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import java.util.function.Function;

/**
 * A place for one call that is under way, used for one call after the other. The thread that calls
 * fills it and empties it; the sampler reads it meanwhile, and empties it after calls of which it
 * has to hear the end.
 */
final class Call {

  private static final AtomicIntegerFieldUpdater<Call> STATE =
      AtomicIntegerFieldUpdater.newUpdater(Call.class, "state");

  private static final AtomicReferenceFieldUpdater<Call, Object> REQUEST =
      AtomicReferenceFieldUpdater.newUpdater(Call.class, Object.class, "request");

  private static final int FREE = 0;
  private static final int UNDER_WAY = 1;

  /** The sampler is to hear of the end. */
  private static final int ANSWERED = 2;

  private static final int UNANSWERED = 3;

  /** The sampler hears of the end of each call that takes so long. */
  private static final int LONG_MILLIS = 2 * Tick.MILLIS;

  private volatile int state;

  /** Written last at the begin; null before, and once the call has ended. */
  private volatile Object request;

  private Object note;
  private Function<Object, HostPort> address;
  private long begun;
  private long ended;

  /** Of one that ended: whether the end of every other was told as well. */
  private boolean wasTold;

  // What follows is the sampler's alone.
  private Object seen;
  private long seenBegun;
  private Place place;

  /**
   * @return false if there is a call
   */
  boolean take() {
    return state == FREE && STATE.compareAndSet(this, FREE, UNDER_WAY);
  }

  /** By whoever took it. */
  void begin(Object request, Object note, Function<Object, HostPort> address, long now) {
    // Nearly always as before; collectors are told of each reference that is written.
    if (this.note != note) {
      this.note = note;
    }
    if (this.address != address) {
      this.address = address;
    }
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
      STATE.lazySet(this, FREE);
    } else {
      ended = now;
      wasTold = told;
      state = answered ? ANSWERED : UNANSWERED;
    }
  }

  boolean isFree() {
    return state == FREE;
  }

  boolean hasEnded() {
    return state > UNDER_WAY;
  }

  boolean isAnswered() {
    return state == ANSWERED;
  }

  /** When it began, of one that {@link #look} saw. */
  long begun() {
    return seenBegun;
  }

  /** When it ended, of one that has. */
  long ended() {
    return ended;
  }

  /** Whether it is one of all that ended then, and not of those alone that took long. */
  boolean isAnyones() {
    return wasTold;
  }

  /** Where it goes, of one that {@link #look} saw; null if nobody knows. */
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
    if (current == null || begun > youngest) {
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
    forget();
    request = null;
    state = FREE;
  }

  /** Keeps nothing of a call that the sampler did not hear the end of. */
  void forget() {
    if (seen != null) {
      seen = null;
      place = null;
    }
  }
}

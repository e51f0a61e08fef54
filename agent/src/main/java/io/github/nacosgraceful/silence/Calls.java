package io.github.nacosgraceful.silence;

import io.github.nacosgraceful.instance.HostPort;
import java.util.function.Function;

/**
 * The calls that are under way. Each takes a free place near one that belongs to its thread, so
 * that threads do not wait for each other; where there is none, the call is not noted. Used on the
 * threads that call: allocates nothing, waits for nobody, reads no clock.
 */
public final class Calls {

  /** A power of two. */
  private static final int MOST = 1024;

  private static final int BITS = 10;
  private static final int TRIES = 16;

  /** Two to the power of 32, divided by the golden ratio: numbers in a row come far apart. */
  private static final int SPREAD = 0x9E3779B9;

  private final Call[] places = new Call[MOST];

  /**
   * Milliseconds in which this process ran and its sampler was awake, in ticks. Written by the
   * sampler alone. A pause of this process is no more than a tick: no instance seems silent because
   * of it.
   */
  private volatile long clock;

  private volatile boolean watched;
  private volatile boolean asleep = true;
  private Runnable wake;

  Calls() {
    for (int i = 0; i < MOST; i++) {
      places[i] = new Call();
    }
  }

  /**
   * @param wake wakes the sampler; on a thread that calls
   */
  void wakesWith(Runnable wake) {
    this.wake = wake;
  }

  /**
   * A call begins on this thread.
   *
   * @param request must not be changed while the call is under way
   * @param note kept for the end of the call
   * @param address tells where a request goes, on the sampler's thread; null if it goes nowhere
   * @return what {@link #ended} is told
   */
  public Object begun(Object request, Object note, Function<Object, HostPort> address) {
    return begun((int) Thread.currentThread().getId(), request, note, address);
  }

  /**
   * A call begins on a thread that has many under way.
   *
   * @param number of the call; any will do, if those of calls at the same time differ
   */
  public Object begun(int number, Object request, Object note, Function<Object, HostPort> address) {
    int first = first(number);
    for (int i = 0; i < TRIES; i++) {
      Call call = places[first + i & MOST - 1];
      if (call.take()) {
        call.begin(request, note, address, clock);
        if (asleep) {
          wake.run();
        }
        return call;
      }
    }
    return note;
  }

  private static int first(int number) {
    return number * SPREAD >>> Integer.SIZE - BITS;
  }

  /**
   * A call has ended.
   *
   * @param call what its begin returned
   * @param answered whether anything came back
   * @return what its begin was given to keep
   */
  public Object ended(Object call, boolean answered) {
    if (!(call instanceof Call)) {
      return call; // there was no place for it
    }
    Call ended = (Call) call;
    Object note = ended.note();
    ended.end(answered, clock, watched);
    return note;
  }

  /** For the sampler. */
  Call[] places() {
    return places;
  }

  long clock() {
    return clock;
  }

  void passTo(long millis) {
    clock = millis;
  }

  /**
   * @param watched whether the sampler is to hear of the end of every call
   */
  void watch(boolean watched) {
    this.watched = watched;
  }

  /**
   * @param asleep whether the next call has to wake the sampler
   */
  void sleep(boolean asleep) {
    this.asleep = asleep;
  }

  boolean areNone() {
    for (Call call : places) {
      if (!call.isFree()) {
        return false;
      }
    }
    return true;
  }
}

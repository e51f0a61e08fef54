package io.github.nacosgraceful.suspect;

import io.github.nacosgraceful.instance.HostPort;
import io.github.nacosgraceful.thread.Ticker;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.LongStream;

/**
 * Finds out whether suspects accept connections: at once, after 1 s, 2 s, 4 s … 30 s, and at once
 * when Nacos says something new of their service; whether an instance that left a call without an
 * answer still does; and, every 2 s while Nacos is silent, whether one that said goodbye has closed
 * its port, so that whoever opens it again is known to be another process. Looks on a {@link
 * ProbeThread}.
 */
final class Prober {

  private static final int MOST_DOUBTS = 256;

  private final Map<HostPort, Suspect> suspects;
  private final Map<HostPort, Doubt> doubts = new ConcurrentHashMap<>();
  private final Consumer<Suspect> isBack;
  private final Consumer<Suspect> isForgotten;
  private final Consumer<Suspect> isConfirmed;
  private final Consumer<HostPort> isGone;
  private final Function<Set<HostPort>, Set<HostPort>> accepts;
  private final Ticker ticker;

  /**
   * @param suspects by address; shared with those who add to it
   * @param isBack told of each that was removed because it accepted a connection
   * @param isForgotten told of each that was removed because no list that is read has it any more
   * @param isConfirmed told of each that does not accept a connection, once
   * @param isGone told of each in doubt that did not
   * @param accepts tries which of these accept a connection, in bounded time
   */
  Prober(
      Map<HostPort, Suspect> suspects,
      Consumer<Suspect> isBack,
      Consumer<Suspect> isForgotten,
      Consumer<Suspect> isConfirmed,
      Consumer<HostPort> isGone,
      Function<Set<HostPort>, Set<HostPort>> accepts,
      Ticker ticker) {
    this.suspects = suspects;
    this.isBack = isBack;
    this.isForgotten = isForgotten;
    this.isConfirmed = isConfirmed;
    this.isGone = isGone;
    this.accepts = accepts;
    this.ticker = ticker;
  }

  /**
   * This instance is to be looked at now and again within a second. Any thread; never waits.
   *
   * @return whether that is new
   */
  boolean doubt(HostPort address) {
    return doubts.size() < MOST_DOUBTS
        && !doubts.containsKey(address)
        && doubts.putIfAbsent(address, new Doubt(address, ticker.now())) == null;
  }

  /** Whether there is nothing to find out. */
  boolean isIdle() {
    return suspects.isEmpty() && doubts.isEmpty();
  }

  /** In how many nanoseconds something is due; 0 or less if it is now. */
  long nanosToNext() {
    long now = ticker.now();
    return LongStream.concat(
            doubts.values().stream().mapToLong(Doubt::lookAt),
            suspects.values().stream().mapToLong(Suspect::checkAt))
        .map(at -> at - now)
        .min()
        .orElse(0);
  }

  /** Looks at all that is due: opens a connection to each, to all at the same time. */
  void look() {
    long now = ticker.now();
    List<Doubt> dueDoubts = new ArrayList<>(doubts.values());
    dueDoubts.removeIf(doubt -> !doubt.isDue(now));
    List<Suspect> dueSuspects = new ArrayList<>(suspects.values());
    dueSuspects.removeIf(suspect -> !isToBeTried(suspect, now));
    Set<HostPort> tried = new LinkedHashSet<>();
    dueDoubts.forEach(doubt -> tried.add(doubt.address));
    dueSuspects.forEach(suspect -> tried.add(suspect.address));
    if (!tried.isEmpty()) {
      Set<HostPort> accepting = accepts.apply(tried);
      dueDoubts.forEach(doubt -> settle(doubt, accepting.contains(doubt.address)));
      dueSuspects.forEach(suspect -> settle(suspect, accepting.contains(suspect.address)));
    }
  }

  private void settle(Doubt doubt, boolean accepted) {
    if (!accepted) {
      doubts.remove(doubt.address);
      isGone.accept(doubt.address);
    } else if (doubt.wasLast(ticker.now())) {
      doubts.remove(doubt.address);
    }
  }

  private boolean isToBeTried(Suspect suspect, long now) {
    if (suspect.isForgotten(now)) {
      if (suspects.remove(suspect.address, suspect)) {
        isForgotten.accept(suspect);
      }
      return false;
    }
    if (suspect.isDue(now) && (suspect.isStranger() || suspect.reason() == Reason.SILENT)) {
      suspect.lookAgain(now);
      return false;
    }
    return suspect.isDue(now);
  }

  private void settle(Suspect suspect, boolean accepted) {
    long now = ticker.now();
    if (!accepted) {
      if (suspect.fails(now)) {
        isConfirmed.accept(suspect);
      }
    } else if (!suspect.acceptsWhileLeaving(now) && suspects.remove(suspect.address, suspect)) {
      isBack.accept(suspect);
    }
  }
}

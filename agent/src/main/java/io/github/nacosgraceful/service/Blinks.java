package io.github.nacosgraceful.service;

import io.github.nacosgraceful.instance.HostPort;
import io.github.nacosgraceful.thread.Ticker;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The instances of one service that are not listed any more, for a while: a long pause of the
 * garbage collector, a cut network or a server that flaps takes a warm instance from the list and
 * brings it back. It says then that it started when it did before.
 *
 * <p>Guarded by the lock of those who report.
 */
final class Blinks {

  private static final long KEPT = TimeUnit.HOURS.toNanos(1);

  /** Rollouts leave addresses behind that nobody will have again. */
  private static final int MOST = 100;

  private final Ticker ticker;

  /** The one that left first comes first. */
  private final Map<HostPort, Left> gone = new LinkedHashMap<>();

  Blinks(Ticker ticker) {
    this.ticker = ticker;
  }

  /**
   * @param known what was known of its warm-up, or null
   */
  void left(HostPort address, Warming known) {
    gone.remove(address);
    if (known != null) {
      gone.put(address, new Left(known, ticker.now()));
      forget();
    }
  }

  /**
   * An instance is there that was not.
   *
   * @param text what it says of its warm-up
   * @return how far it is, if this is the process that left; else null
   */
  Warming back(HostPort address, String text) {
    forget();
    Left left = gone.remove(address);
    return left != null && left.known.says(text) ? left.known : null;
  }

  private void forget() {
    long now = ticker.now();
    Iterator<Left> oldest = gone.values().iterator();
    while (oldest.hasNext()) {
      Left left = oldest.next();
      if (gone.size() <= MOST && now - left.at < KEPT) {
        return;
      }
      oldest.remove();
    }
  }

  private static final class Left {
    final Warming known;
    final long at;

    Left(Warming known, long at) {
      this.known = known;
      this.at = at;
    }
  }
}

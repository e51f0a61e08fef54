package io.github.nacosgraceful.service;

import io.github.nacosgraceful.thread.Stamp;
import java.lang.ref.WeakReference;
import java.util.concurrent.TimeUnit;

/**
 * One client of Nacos, as the one that was told something. Two clients of a process may be told
 * different things of the same name: in two namespaces, or by two servers. Compared by identity;
 * holds nothing of the client.
 */
public final class Reporter {

  /** As long as the frameworks' own caches would serve what it was told. */
  private static final long REMEMBERED = TimeUnit.SECONDS.toNanos(30);

  private final WeakReference<Object> client;
  private volatile Stamp closedAt = Stamp.NEVER;

  /**
   * @param client whatever lives as long as the client, and no longer
   */
  public Reporter(Object client) {
    this.client = new WeakReference<>(client);
  }

  /** It is shut down: nobody will tell it anything any more. */
  void close(long now) {
    closedAt = Stamp.at(now);
  }

  boolean isClosed() {
    return !closedAt.isNever();
  }

  /** Whether it was shut down a moment ago: the application may be about to make another. */
  boolean isAwaited(long now) {
    return closedAt.isWithin(REMEMBERED, now);
  }

  /**
   * Whether what it was told still counts: for half a minute once it is shut down, else until it is
   * gone.
   */
  boolean counts(long now) {
    return isClosed() ? isAwaited(now) : client.get() != null;
  }
}

package io.github.nacosgraceful.library.ribbon;

import io.github.nacosgraceful.instance.HostPort;
import io.github.nacosgraceful.service.Service;
import io.github.nacosgraceful.service.Services;
import io.github.nacosgraceful.thread.Stamp;
import io.github.nacosgraceful.thread.Ticker;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What the agent knows of one balancer: which epoch its list is of, and the lock that makes
 * fetching and setting it one step. Without the lock a poll that read before a push overwrites what
 * the push set, and a second update while one is running is dropped silently; either stays wrong
 * until the next poll.
 *
 * <p>The lock never leaves this class: it is held from {@link #begin} to {@link #end} of each
 * update, and around what {@link #refresh} and {@link #tryRefresh} are given.
 *
 * <p>Does not refer to the balancer: it is the value of a map with weak keys.
 */
final class BalancerGuard {

  private static final long RETRY_AFTER = TimeUnit.SECONDS.toNanos(1);
  private static final long WHILE_AWAITED = TimeUnit.MILLISECONDS.toNanos(100);

  /** What Ribbon would take an empty list after. */
  private static final long POLL = TimeUnit.SECONDS.toNanos(30);

  private static final int LONGEST_WAIT = 4; // times hangsAfterMillis

  final String service;
  private final Services services;
  private final Ticker ticker;
  private final long hangsAfterMillis;

  /**
   * Fair: on a busy machine a pick that waits would else be overtaken by one poll after the other.
   */
  private final ReentrantLock lock = new ReentrantLock(true);

  private volatile long epoch = -1;
  private volatile Stamp failedAt = Stamp.NEVER;
  private volatile Stamp refreshedAt = Stamp.NEVER;

  /** How many refreshes have ended: on a machine that is short of time they do, but slowly. */
  private volatile int ended;

  /** Somebody has waited in vain for the refresh that runs. */
  private volatile boolean hangs;

  // Of the refresh that runs, and of those before; only touched while the lock is held.
  private long epochAtEntry;
  private List<?> serversAtEntry = Collections.emptyList();
  private boolean kept;
  private Stamp filledAt = Stamp.NEVER;

  /** Has the balancer fetch its list, by which it comes to {@link #begin} and {@link #end}. */
  interface Refresh {
    void run() throws Throwable;
  }

  /** The servers that the balancer has. */
  interface Servers {
    List<?> read() throws Throwable;
  }

  BalancerGuard(String service, Services services, Ticker ticker) {
    this(service, services, ticker, 500);
  }

  /**
   * @param hangsAfterMillis how long a refresh that runs is waited for without seeing any end
   */
  BalancerGuard(String service, Services services, Ticker ticker, long hangsAfterMillis) {
    this.service = service;
    this.services = services;
    this.ticker = ticker;
    this.hangsAfterMillis = hangsAfterMillis;
  }

  /** Else it is a service of another registry, and Ribbon's own affair. */
  boolean isOfNacos() {
    return services.find(service) != null;
  }

  boolean isCurrent() {
    Service now = services.find(service);
    return now == null || epoch >= now.current() && !now.isAwaited();
  }

  /**
   * Whether the list is served as it is: it is current; or was refreshed a moment ago while another
   * client is awaited, or has failed to be within the last second, so that not each pick tries it
   * once more.
   */
  boolean isFresh() {
    return isCurrent()
        || isAwaited() && refreshedAt.isWithin(WHILE_AWAITED, ticker.now())
        || failedAt.isWithin(RETRY_AFTER, ticker.now());
  }

  /**
   * Whether the client that was told of the service is shut down, and no other was told so far: the
   * list may have been fetched through the old one.
   */
  boolean isAwaited() {
    Service now = services.find(service);
    return now != null && epoch >= now.current() && now.isAwaited();
  }

  /** Whether the last refresh failed. */
  boolean hasFailed() {
    return !failedAt.isNever();
  }

  /** Whether this thread is within a refresh: a rule or a ping that picks meanwhile. */
  boolean isRefreshingHere() {
    return lock.isHeldByCurrentThread();
  }

  /** Refreshes the list unless it is fresh by then. Waits for as long as another refresh runs. */
  void refresh(Refresh refresh) throws Throwable {
    lock.lock();
    run(refresh);
  }

  /**
   * The same, but waits for a refresh that runs only if it may, and if that is not known to hang:
   * it takes microseconds, unless it has to ask Nacos and Nacos does not answer.
   *
   * @return false if another refresh still runs
   */
  boolean tryRefresh(boolean mayWait, Refresh refresh) throws Throwable {
    if (!tryLock(mayWait)) {
      return false;
    }
    run(refresh);
    return true;
  }

  private void run(Refresh refresh) throws Throwable {
    try {
      if (!isFresh()) {
        refresh.run();
      }
    } finally {
      lock.unlock();
    }
  }

  private boolean tryLock(boolean mayWait) {
    if (lock.tryLock()) {
      return true;
    }
    if (!mayWait || hangs) {
      return false;
    }
    try {
      for (int i = 0; i < LONGEST_WAIT; i++) {
        int before = ended;
        if (lock.tryLock(hangsAfterMillis, TimeUnit.MILLISECONDS)) {
          return true;
        }
        if (ended == before) {
          hangs = true;
          break;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the application's affair
    }
    return false;
  }

  /**
   * An update begins, on this thread, before it fetches the list; {@link #end} must follow here
   * unless this throws.
   */
  void begin(Servers servers) throws Throwable {
    lock.lock();
    try {
      Service now = services.find(service);
      epochAtEntry = now == null ? 0 : now.current();
      serversAtEntry = servers.read();
      kept = false;
    } catch (Throwable t) {
      lock.unlock();
      throw t;
    }
  }

  /**
   * Whether an empty list that was fetched is an error, and the servers known before are kept: if
   * Nacos itself last reported some. Only for as long as polls are apart where none of these
   * servers is among them, and not where Nacos took them from a list that is empty since: what is
   * listed may be the service of this name in another group.
   *
   * @param address of a server; null if it has none
   */
  boolean keepsInsteadOf(List<?> fetched, Function<Object, HostPort> address) {
    if (!lock.isHeldByCurrentThread()) {
      return false;
    }
    if (!fetched.isEmpty()) {
      filledAt = Stamp.at(ticker.now());
      return false;
    }
    Service now = services.find(service);
    kept =
        now != null
            && now.isListed()
            && !serversAtEntry.isEmpty()
            && (isAny(now::lists, address)
                || filledAt.isWithin(POLL, ticker.now()) && !isAny(now::isEmptiedOf, address));
    return kept;
  }

  /** Whether it is so of one of the servers that there were before. */
  private boolean isAny(Predicate<HostPort> is, Function<Object, HostPort> address) {
    for (Object server : serversAtEntry) {
      HostPort at = address.apply(server);
      if (at != null && is.test(at)) {
        return true;
      }
    }
    return false;
  }

  /** Of the update that runs on this thread: whether an empty list was not taken. */
  boolean isKept() {
    return kept;
  }

  /**
   * Of the update that runs on this thread: the servers that there were before. Null where Nacos
   * does not know the service.
   */
  List<?> serversBefore() {
    return services.find(service) == null ? null : serversAtEntry;
  }

  /** The update that began on this thread is over. */
  void end(boolean refreshed) {
    serversAtEntry = Collections.emptyList();
    if (refreshed) {
      failedAt = Stamp.NEVER;
      refreshedAt = Stamp.at(ticker.now());
      epoch = epochAtEntry;
    } else {
      failedAt = Stamp.at(ticker.now());
    }
    hangs = false;
    ended = ended + 1; // the lock makes this one step
    lock.unlock();
  }
}

package io.github.nacosgraceful.leaving;

import io.github.nacosgraceful.config.Settings;
import io.github.nacosgraceful.instance.Registration;
import io.github.nacosgraceful.registry.Registrations;
import io.github.nacosgraceful.thread.AgentThread;
import io.github.nacosgraceful.traffic.Traffic;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Some registrations leave Nacos, and their callers are served until they have left. Never longer
 * than {@code shutdown.timeout}. Done on a thread of its own, so that even a hanging one is left
 * behind in time.
 */
final class Drain {

  private static final Logger log = LoggerFactory.getLogger(Drain.class);

  private static final long POLL_MILLIS = 5;

  /** A caller may have picked this instance just before it was told. */
  private static final long LAST_PICKS = TimeUnit.MILLISECONDS.toNanos(100);

  /** An answer that a server is done with may still be on its way out. */
  private static final long LAST_ANSWERS = TimeUnit.MILLISECONDS.toNanos(20);

  /** How long requests in flight are waited for where they may be of nobody who was told. */
  private static final long UNTOLD_WAIT = TimeUnit.SECONDS.toNanos(1);

  private final Occasion occasion;
  private final Settings settings;
  private final Registrations registrations;
  private final Departures departures;
  private final Traffic traffic;
  private final Summary summary;
  private final List<Registration> leaving;
  private final List<Drain> others;
  private final long start = System.nanoTime();
  private final long begunAt = System.currentTimeMillis();

  /** How many requests wait for this themselves. */
  private final AtomicInteger ownRequests = new AtomicInteger();

  private final CountDownLatch over = new CountDownLatch(1);
  private volatile Outcome outcome;

  /**
   * @param occasion begins each line
   * @param leaving what was taken offline
   * @param others drains under way that are waited for as well
   */
  Drain(
      Occasion occasion,
      Settings settings,
      Registrations registrations,
      Departures departures,
      Traffic traffic,
      Summary summary,
      List<Registration> leaving,
      List<Drain> others) {
    this.occasion = occasion;
    this.settings = settings;
    this.registrations = registrations;
    this.departures = departures;
    this.traffic = traffic;
    this.summary = summary;
    this.leaving = leaving;
    this.others = others;
  }

  /** Whether there is neither anything to deregister nor anything to wait for. */
  boolean isNothing() {
    return leaving.isEmpty() && others.isEmpty();
  }

  boolean concerns(Predicate<Registration> which) {
    return leaving.stream().anyMatch(which);
  }

  /** What happens next, in words. */
  String next() {
    return occasion.next;
  }

  /** What came of it; null while it is under way, and if nothing left. */
  Outcome outcome() {
    return outcome;
  }

  /** One more request that cannot end before this is over. */
  void addOwnRequest() {
    ownRequests.incrementAndGet();
  }

  /**
   * Does it, on a thread of its own, and waits until it is over or the time is up.
   *
   * @throws InterruptedException if the calling thread is interrupted: the drain goes on
   */
  void runInTime() throws InterruptedException {
    Thread worker = new AgentThread(this::run, "drain", null);
    worker.start();
    worker.join(Math.max(1, settings.shutdownTimeoutMillis()));
    if (worker.isAlive()) {
      log.warn(
          "{}: the drain did not end within {} ms: {}",
          occasion,
          settings.shutdownTimeoutMillis(),
          occasion.next);
    }
  }

  private void run() {
    try {
      if (!leaving.isEmpty()) {
        long quiet = QuietPeriod.of(settings, traffic, start);
        log.info("{}: deregistering {}", occasion, leaving);
        Departure departure = departures.begin(leaving, start);
        if (departure.size() > 0) {
          summary.begin(departure);
          serveOn(departure, quiet);
          departure.end();
        }
      }
    } catch (Throwable t) {
      log.warn("{}: the drain failed: {}", occasion, occasion.next, t);
    }
    outcome = summary.end(occasion, traffic, begunAt, start, ownRequests.get());
    traffic.reopen();
    over.countDown();
    try {
      for (Drain other : others) {
        log.info("{}: waiting for another drain under way ({})", occasion, other.occasion);
        other.over.await(settings.shutdownTimeoutMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // nobody of ours does that
    }
  }

  private void serveOn(Departure departure, long quiet) throws InterruptedException {
    // A little before the overall timeout, so that the summary is this thread's and not the other's
    // warning.
    long timeout = settings.shutdownTimeoutMillis();
    long end = start + TimeUnit.MILLISECONDS.toNanos(timeout - Math.max(timeout / 50, 100));
    long least = start + TimeUnit.MILLISECONDS.toNanos(settings.drainMinMillis());
    long untoldUntil =
        TimeUnit.MILLISECONDS.toNanos(settings.deregisterTimeoutMillis()) + UNTOLD_WAIT;
    long settledAt = 0;
    long busyAt = start;
    for (long now = start; now - end < 0; now = System.nanoTime()) {
      if (settledAt == 0 && departure.isSettled(now)) {
        settledAt = now;
      }
      if (isBusy(now)) {
        busyAt = now;
      }
      if (settledAt != 0) {
        boolean served = now - busyAt >= LAST_ANSWERS;
        if (!departure.hasLeft()) {
          // Nobody was told, so nobody will stop calling: only what is being served is worth a
          // wait.
          if (served || now - start >= untoldUntil) {
            return;
          }
        } else if (now - settledAt >= LAST_PICKS) {
          // What else is online in this JVM has callers who stay, and they are not told apart.
          boolean alone = registrations.snapshot().isEmpty();
          if (alone) {
            traffic.close();
          }
          boolean left =
              alone
                  ? served && traffic.sinceLast(now) >= quiet
                  : now - settledAt >= (served ? quiet : quiet + UNTOLD_WAIT);
          if (left && now - least >= 0) {
            return;
          }
        }
      }
      Thread.sleep(POLL_MILLIS);
    }
    summary.ranOutOfTime();
  }

  /** Whether a request is served that is waited for. */
  private boolean isBusy(long now) {
    long endless = traffic.endlessInFlight();
    return traffic.inFlight() - endless > ownRequests.get()
        || now - start < TimeUnit.MILLISECONDS.toNanos(settings.drainStreamsMillis())
            && (endless > 0 || traffic.webSockets().open() > 0);
  }
}

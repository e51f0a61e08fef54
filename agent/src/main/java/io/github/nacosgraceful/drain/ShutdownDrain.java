package io.github.nacosgraceful.drain;

import io.github.nacosgraceful.config.Settings;
import io.github.nacosgraceful.nacos.Departure;
import io.github.nacosgraceful.nacos.Nacos;
import io.github.nacosgraceful.traffic.Traffic;
import java.lang.instrument.Instrumentation;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happens between the moment the JVM is told to stop and the application's own shutdown hooks:
 * leave Nacos, serve on until the callers have left, hand over. Once, and never longer than {@code
 * shutdown.timeout}.
 *
 * <p>{@link #run} is called on the thread that ends the JVM, which holds the lock of {@code
 * java.lang.Shutdown}: the work is done on a thread of its own, so that even a hanging one is left
 * behind in time.
 */
public final class ShutdownDrain implements Runnable {

  private static final Logger log = LoggerFactory.getLogger(ShutdownDrain.class);

  private static final long POLL_MILLIS = 5;

  /** A caller may have picked this instance just before it was told. */
  private static final long LAST_PICKS = TimeUnit.MILLISECONDS.toNanos(100);

  /** How long requests in flight are waited for where deregistering failed. */
  private static final long UNTOLD_WAIT = TimeUnit.SECONDS.toNanos(1);

  private final Settings settings;
  private final Nacos nacos;
  private final Traffic traffic;
  private final Set<String> servers;
  private final Summary summary;
  private final AtomicBoolean begun = new AtomicBoolean();
  private volatile boolean drained;

  /**
   * @param servers classes that are on the stack of a thread that serves a request
   */
  public ShutdownDrain(
      Settings settings, Nacos nacos, Traffic traffic, Set<String> servers, Summary summary) {
    this.settings = settings;
    this.nacos = nacos;
    this.traffic = traffic;
    this.servers = servers;
    this.summary = summary;
  }

  /**
   * @return whether it will run before all application hooks; if not, it runs beside them
   */
  public boolean install(Instrumentation instrumentation) {
    if (ShutdownSlot.wrap(instrumentation, this)) {
      return true;
    }
    Runtime.getRuntime().addShutdownHook(new Thread(this, "nacos-graceful-shutdown"));
    return false;
  }

  /**
   * Whether this process has left Nacos and served on until its callers were gone or the time was
   * up.
   */
  public boolean isDrained() {
    return drained;
  }

  @Override
  public void run() {
    if (!begun.compareAndSet(false, true)) {
      return;
    }
    try {
      long start = System.nanoTime();
      int ownRequests = servesRequest(Thread.currentThread()) ? 1 : 0;
      Thread worker = new Thread(() -> drain(start, ownRequests), "nacos-graceful-drain");
      worker.setDaemon(true);
      worker.setContextClassLoader(null);
      worker.start();
      worker.join(Math.max(1, settings.shutdownTimeoutMillis()));
      if (worker.isAlive()) {
        log.warn(
            "Shutdown: the drain did not end within {} ms: the application's own shutdown runs now",
            settings.shutdownTimeoutMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      log.warn("Shutdown: the drain was interrupted: the application's own shutdown runs now");
    } catch (Throwable t) {
      log.warn("Shutdown: the drain failed: the application's own shutdown runs now", t);
    } finally {
      drained = summary.hasDeparture();
    }
  }

  private void drain(long start, int ownRequests) {
    try {
      if (settings.dryRun()) {
        log.info("dry-run: would deregister {} and drain", nacos.registered());
        return;
      }
      long quiet = QuietPeriod.of(settings, traffic, start);
      if (!nacos.registered().isEmpty()) {
        log.info("Shutdown: deregistering {}", nacos.registered());
      }
      Departure departure = nacos.leave(start);
      if (departure.size() > 0) {
        summary.begin(departure);
        serveOn(departure, start, quiet, ownRequests);
      }
    } catch (Throwable t) {
      log.warn("Shutdown: the drain failed: the application's own shutdown runs now", t);
    }
    summary.log(traffic, start, ownRequests);
  }

  private void serveOn(Departure departure, long start, long quiet, int ownRequests)
      throws InterruptedException {
    // A little before the overall timeout, so that the summary is this thread's and not the other's
    // warning.
    long end = start + TimeUnit.MILLISECONDS.toNanos(settings.shutdownTimeoutMillis() * 49 / 50);
    long least = start + TimeUnit.MILLISECONDS.toNanos(settings.drainMinMillis());
    long settledAt = 0;
    for (long now = start; now - end < 0; now = System.nanoTime()) {
      if (settledAt == 0 && departure.isSettled(now)) {
        settledAt = now;
      }
      if (settledAt != 0 && !departure.hasLeft()) {
        // Nobody was told, so nobody will stop calling: only what is being served is worth a wait.
        if (traffic.inFlight() <= ownRequests || now - settledAt >= UNTOLD_WAIT) {
          return;
        }
      } else if (settledAt != 0
          && now - settledAt >= LAST_PICKS
          && now - least >= 0
          && traffic.inFlight() <= ownRequests
          && traffic.sinceLast(now) >= quiet) {
        return;
      }
      Thread.sleep(POLL_MILLIS);
    }
    summary.ranOutOfTime();
  }

  /**
   * The thread that called System.exit may be serving a request: it will not end, and is not waited
   * for.
   */
  private boolean servesRequest(Thread thread) {
    for (StackTraceElement frame : thread.getStackTrace()) {
      if (servers.contains(frame.getClassName())) {
        return true;
      }
    }
    return false;
  }
}

package io.github.nacosgraceful.leaving;

import io.github.nacosgraceful.change.Occasion;
import io.github.nacosgraceful.change.Outcome;
import io.github.nacosgraceful.change.Summary;
import io.github.nacosgraceful.config.Option;
import io.github.nacosgraceful.config.Settings;
import io.github.nacosgraceful.context.SpringContext;
import io.github.nacosgraceful.departure.Departure;
import io.github.nacosgraceful.departure.Departures;
import io.github.nacosgraceful.install.SuppressedErrors;
import io.github.nacosgraceful.instance.Registration;
import io.github.nacosgraceful.intake.Stopping;
import io.github.nacosgraceful.log.Few;
import io.github.nacosgraceful.log.Log;
import io.github.nacosgraceful.registry.Registrations;
import io.github.nacosgraceful.thread.AgentThread;
import io.github.nacosgraceful.thread.Scheduler;
import io.github.nacosgraceful.thread.Stamp;
import io.github.nacosgraceful.traffic.Traffic;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.slf4j.Logger;

/**
 * Some registrations leave Nacos, and their callers are served until they have left.
 *
 * <p><em>Leaving.</em> What leaves was taken offline before: the gate is closed for it, so nothing
 * brings it back. {@link Departures} deregisters it and asks every node; the drain itself never
 * waits for Nacos, it looks every few milliseconds how far that is.
 *
 * <p><em>Told.</em> Nodes 2 and 3 push a list to their subscribers when they refresh it, so gone
 * from every list means that every caller was told. That, and not a fixed time, is what the drain
 * waits for first; then a moment longer, for whoever has just picked this instance.
 *
 * <p><em>Left.</em> Callers with the agent are gone by then. The others go on until their caches
 * expire, which shows as requests, so the drain ends when none is in flight and none has come in
 * for the quiet period. {@link Serving} has that rule, also for the cases in which requests say
 * nothing: nobody could be told, or something else is online here and its callers stay.
 *
 * <p><em>Otherwise.</em> Callers that do not come by Nacos hear of it by the readiness of the
 * process, which turns first of all, and because answers tell them to close their connections. A
 * process that is called and has registered nothing is served on for them alone.
 *
 * <p><em>Intake.</em> Listeners and jobs were told to take nothing new. What they have begun is
 * waited for like requests, whoever calls or not.
 *
 * <p><em>Bounded.</em> It takes {@code shutdown.timeout} at most, everything together. It works on
 * a thread of its own, so that whoever waits for it goes on in time even if it hangs.
 */
final class Drain {

  private static final Logger log = Log.get();

  private static final long POLL_MILLIS = 5;

  /** So often those are told who have opened a connection since. */
  private static final long TOLD_EACH = TimeUnit.SECONDS.toNanos(1);

  /** Under which errors of those who tell are counted. */
  private static final String CLOSE = "drain.close";

  private final Occasion occasion;
  private final Settings settings;
  private final long timeoutMillis;
  private final Registrations registrations;
  private final Departures departures;
  private final Traffic traffic;
  private final Predicate<List<Registration>> uncounted;
  private final SuppressedErrors errors;
  private final Scheduler scheduler;
  private final List<Registration> leaving;
  private final List<Drain> others;
  private final boolean unregistered;
  private final Stopping intake;
  private final long start;
  private final Summary summary;

  /** How many requests wait for this themselves. */
  private final AtomicInteger ownRequests = new AtomicInteger();

  private Stamp closedAt = Stamp.NEVER;
  private volatile HiddenRequest hidden = new HiddenRequest(false);
  private volatile Departure departure;
  private volatile boolean awaited;
  private volatile boolean over;
  private volatile boolean served;
  private volatile long inVain;
  private volatile Outcome outcome;

  /**
   * @param occasion begins each line
   * @param uncounted of what leaves: whether requests to some of it are not counted
   * @param leaving what was taken offline
   * @param others drains under way that are waited for as well
   * @param unregistered whether nothing is registered, and yet somebody calls
   * @param intake what takes nothing new; null if there is nothing of that kind
   */
  Drain(
      Occasion occasion,
      Settings settings,
      Registrations registrations,
      Departures departures,
      Traffic traffic,
      Predicate<List<Registration>> uncounted,
      SuppressedErrors errors,
      Scheduler scheduler,
      List<Registration> leaving,
      List<Drain> others,
      boolean unregistered,
      Stopping intake) {
    this.occasion = occasion;
    this.settings = settings;
    this.timeoutMillis = settings.get(Option.SHUTDOWN_TIMEOUT);
    this.registrations = registrations;
    this.departures = departures;
    this.traffic = traffic;
    this.uncounted = uncounted;
    this.errors = errors;
    this.scheduler = scheduler;
    this.leaving = leaving;
    this.others = others;
    this.unregistered = unregistered;
    this.intake = intake;
    start = scheduler.now();
    summary = new Summary(occasion, errors, start, scheduler);
  }

  /** Whether there is neither anything to deregister nor anything to wait for. */
  boolean isNothing() {
    return leaving.isEmpty() && others.isEmpty() && !unregistered && intake == null;
  }

  boolean concerns(Predicate<Registration> which) {
    return leaving.stream().anyMatch(which);
  }

  /** The Spring contexts that what leaves belongs to. */
  Set<SpringContext> contexts() {
    return leaving.stream()
        .map(Registration::context)
        .filter(Objects::nonNull)
        .collect(Collectors.toSet());
  }

  /**
   * Whether nothing is registered, and it served on until its callers had left, or plainly stay.
   */
  boolean hasServedUnregistered() {
    return unregistered && served;
  }

  /** What happens next, in words. */
  String next() {
    return occasion.next;
  }

  /** What came of it; null while it is under way, and if nothing left. */
  Outcome outcome() {
    return outcome;
  }

  /** How long it has waited for requests that are in flight still, in nanoseconds; else 0. */
  long inVain() {
    return inVain;
  }

  /** It is over, as are those that it has waited for, or time is up: what of it has left. */
  void tell(Registrations all) {
    others.forEach(other -> other.tell(all));
    Departure begun = departure;
    all.drained(
        leaving,
        leaving.stream()
            .filter(registration -> begun != null && begun.hasLeft(registration))
            .collect(Collectors.toList()));
  }

  /** Whether it is at this, and somebody waits for it: if the drain hangs, nobody does for ever. */
  boolean isLeaving(Registration registration) {
    return awaited && leaving.contains(registration);
  }

  /** One more request that cannot end before this is over. */
  void addOwnRequest() {
    ownRequests.incrementAndGet();
  }

  /** One of those in flight may be such a request, and nothing shows which. Before it is run. */
  void mayHideARequest() {
    hidden = new HiddenRequest(true);
  }

  /**
   * Does it, on a thread of its own, and waits until it is over or the time is up.
   *
   * @throws InterruptedException if the calling thread is interrupted: the drain goes on
   */
  void runInTime() throws InterruptedException {
    awaited = true;
    Thread worker = AgentThread.of(this::run, "drain", null);
    scheduler.start(worker);
    if (!scheduler.join(worker, timeoutMillis)) {
      log.warn(
          "{}: the drain did not end within {} ms: {}", occasion, timeoutMillis, occasion.next);
    }
  }

  /** What came of it is noted: nobody waits for it any more. */
  void isNoted() {
    awaited = false;
  }

  private void run() {
    traffic.watch();
    try {
      if (intake != null) {
        log.info("{}: taking nothing new: {}", occasion, Few.list(intake.sources()));
        summary.stopsIntake(intake);
      }
      if (!leaving.isEmpty()) {
        leave();
      } else if (unregistered) {
        serveUnregistered();
      } else if (intake != null) {
        summary.beginUnregistered();
        endWork(new Serving(settings, start, 0, true));
      }
    } catch (Throwable t) {
      log.warn("{}: the drain failed: {}", occasion, occasion.next, t);
    }
    try {
      outcome = summary.end(traffic, ownRequests.get());
    } catch (Throwable t) {
      log.warn("{}: the drain failed: {}", occasion, occasion.next, t);
    } finally {
      traffic.reopen();
      traffic.watchNoMore();
      inVain = traffic.inFlight() > ownRequests.get() ? scheduler.now() - start : 0;
      over = true;
    }
    try {
      for (Drain other : others) {
        log.info("{}: waiting for another drain under way ({})", occasion, other.occasion);
        await(other);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // nobody of ours does that
    }
  }

  private void await(Drain other) throws InterruptedException {
    long begun = scheduler.now();
    long most = TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
    while (!other.over && scheduler.now() - begun < most) {
      scheduler.sleep(POLL_MILLIS);
    }
  }

  private void leave() throws InterruptedException {
    long usualQuiet = QuietPeriod.of(settings, traffic, start); // before the stop, that is
    log.info("{}: deregistering {}", occasion, Few.list(leaving));
    departure = departures.begin(leaving, start);
    if (departure.isNothing()) {
      if (intake != null) {
        summary.beginUnregistered();
        endWork(new Serving(settings, start, 0, true));
      }
      return;
    }
    summary.begin(departure.change());
    try {
      boolean counted = !uncounted.test(leaving);
      if (!counted) {
        summary.countsNoRequests();
      }
      long quiet = counted ? usualQuiet : QuietPeriod.ofUncounted(settings);
      serveOn(departure, new Serving(settings, start, quiet, counted));
    } finally {
      departure.end();
    }
  }

  private void serveUnregistered() throws InterruptedException {
    log.info("{}: nothing is registered, and it is called: serving on", occasion);
    summary.beginUnregistered();
    serveOn(null, new Serving(settings, start, QuietPeriod.of(settings, traffic, start), true));
  }

  /** Nobody calls: what listeners and jobs have begun ends. */
  private void endWork(Serving serving) throws InterruptedException {
    while (intake.isBusy(scheduler.now())) {
      if (serving.isTimeUp(scheduler.now())) {
        summary.ranOutOfTime();
        return;
      }
      scheduler.sleep(POLL_MILLIS);
    }
  }

  /**
   * @param departure null where nothing is registered
   */
  private void serveOn(Departure departure, Serving serving) throws InterruptedException {
    for (long now = start; !serving.isTimeUp(now); now = scheduler.now()) {
      long endless = traffic.endlessInFlight(now);
      if (hidden.isFound(
          now, traffic.requests(), traffic.inFlight() - endless - ownRequests.get())) {
        addOwnRequest();
      }
      serving.see(
          now,
          serving.hasSettled() || departure == null || departure.isSettled(now),
          traffic.inFlight() - endless - ownRequests.get(),
          serving.waitsForStreams(now) && (endless > 0 || traffic.webSockets().isAnyOpen()));
      serving.seeCalls(now, traffic.requests());
      Serving.Callers callers = callers(departure);
      closeConnections(now);
      boolean works = intake != null && intake.isBusy(now);
      if (serving.isOver(now, callers, traffic.sinceLast(now)) && !works) {
        if (callers == Serving.Callers.LEAVING && serving.staying() > 0) {
          summary.callersStay(serving.staying(), traffic.lateCalls().mostOften());
        }
        served = true;
        return;
      }
      scheduler.sleep(POLL_MILLIS);
    }
    summary.ranOutOfTime();
  }

  /**
   * Callers are told with each answer, from the first moment on: whoever does not come by Nacos
   * hears of it in no other way, and when the server stops, no request is lost on a connection that
   * was kept. Not while something else is online here, whose callers stay.
   */
  private void closeConnections(long now) {
    if (!registrations.snapshot().isEmpty()) {
      return;
    }
    try {
      traffic.close();
      if (closedAt.isNever()) {
        closedAt = Stamp.at(now);
      } else if (closedAt.isAgo(TOLD_EACH, now)) {
        closedAt = Stamp.at(now);
        traffic.closeAgain();
      }
    } catch (RuntimeException | LinkageError e) {
      errors.suppressed(CLOSE, e);
    }
  }

  private Serving.Callers callers(Departure departure) {
    if (departure != null && !departure.hasLeft()) {
      return Serving.Callers.UNTOLD;
    }
    return registrations.snapshot().isEmpty() ? Serving.Callers.LEAVING : Serving.Callers.MIXED;
  }
}

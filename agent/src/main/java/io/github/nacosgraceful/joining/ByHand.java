package io.github.nacosgraceful.joining;

import io.github.nacosgraceful.config.Settings;
import io.github.nacosgraceful.instance.Registration;
import io.github.nacosgraceful.leaving.Drains;
import io.github.nacosgraceful.leaving.Occasion;
import io.github.nacosgraceful.leaving.Outcome;
import io.github.nacosgraceful.leaving.Summary;
import io.github.nacosgraceful.leaving.Timeline;
import io.github.nacosgraceful.registry.Registrations;
import io.github.nacosgraceful.weave.SuppressedErrors;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the whole process offline while it stays up, and brings it back, for who operates it. One
 * at a time; each comes back when it is seen on every node, or in bounded time. Any thread but the
 * application's.
 */
public final class ByHand {

  private static final Logger log = LoggerFactory.getLogger(ByHand.class);

  private final Settings settings;
  private final Registrations registrations;
  private final Arrivals arrivals;
  private final Drains drains;
  private final SuppressedErrors errors;

  /** What could not be registered last time: it is tried again with the next. */
  private List<Registration> missing = Collections.emptyList();

  public ByHand(
      Settings settings,
      Registrations registrations,
      Arrivals arrivals,
      Drains drains,
      SuppressedErrors errors) {
    this.settings = settings;
    this.registrations = registrations;
    this.arrivals = arrivals;
    this.drains = drains;
    this.errors = errors;
  }

  /**
   * Deregisters everything, and serves on until the callers have left: {@code shutdown.timeout} at
   * most. It stays offline until {@link #online}, whatever the application does.
   */
  public synchronized Outcome offline() {
    return drains.offline();
  }

  /**
   * Registers again what {@link #offline} deregistered, as it was, through the same owners.
   *
   * @throws InterruptedException if the calling thread is interrupted: the registering goes on
   */
  public synchronized Outcome online() throws InterruptedException {
    if (settings.dryRun()) {
      return Outcome.nothing(Occasion.ONLINE, true, "dry-run: nothing was taken offline");
    }
    if (registrations.isClosed()) {
      return Outcome.nothing(Occasion.ONLINE, false, "the process is being shut down");
    }
    long wall = System.currentTimeMillis();
    long start = System.nanoTime();
    List<Registration> back = new ArrayList<>(registrations.snapshot());
    back.retainAll(missing);
    back.addAll(registrations.bringOnline());
    if (back.isEmpty()) {
      return Outcome.nothing(Occasion.ONLINE, true, "nothing was taken offline by hand");
    }
    log.info("Online: registering {}", back);
    Arrival arrival = arrivals.begin(back, start);
    arrival.await();
    missing = arrival.missing();
    Outcome outcome = outcome(arrival, wall, start);
    drains.history().add(outcome);
    return outcome;
  }

  private Outcome outcome(Arrival arrival, long wall, long start) {
    Timeline timeline = new Timeline(start);
    timeline.add(start, "registering");
    StringBuilder line = new StringBuilder();
    boolean good = describe(line, arrival, timeline);
    line.append("; over at ").append(timeline.add(System.nanoTime(), Occasion.ONLINE.end));
    line.append("; suppressed errors ").append(errors.count());
    good &= errors.count() == 0;
    if (good) {
      log.info("Online: {}", line);
    } else {
      log.warn("Online: {}", line);
    }
    return new Outcome(Occasion.ONLINE.title, wall, line.toString(), good, timeline.steps());
  }

  private static boolean describe(StringBuilder line, Arrival arrival, Timeline timeline) {
    if (!arrival.failures().isEmpty()) {
      line.append("NOT registered: ")
          .append(String.join(", ", arrival.failures()))
          .append(", the Nacos client may go on trying");
      return false;
    }
    line.append("registered ")
        .append(arrival)
        .append(" at ")
        .append(timeline.add(arrival.registeredAt(), "registered"));
    if (!arrival.isVerified()) {
      line.append(", not verified");
      return true;
    }
    if (!arrival.doubts().isEmpty()) {
      line.append(", not listed by ").append(String.join(", ", arrival.doubts()));
      return false;
    }
    String nodes = Summary.nodes(arrival.nodeCount());
    line.append(", listed by ")
        .append(nodes)
        .append(" at ")
        .append(timeline.add(arrival.listedAt(), "listed by " + nodes));
    return true;
  }
}

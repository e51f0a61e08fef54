package io.github.nacosgraceful.change;

import io.github.nacosgraceful.install.SuppressedErrors;
import io.github.nacosgraceful.intake.Stopping;
import io.github.nacosgraceful.log.Few;
import io.github.nacosgraceful.log.Log;
import io.github.nacosgraceful.thread.Scheduler;
import io.github.nacosgraceful.thread.Stamp;
import io.github.nacosgraceful.traffic.Traffic;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;

/**
 * The one line that tells a whole drain, or a whole return, in milliseconds since it began. Of many
 * registrations it counts them, and names the first few at its end. Made when it begins.
 */
public final class Summary {

  private static final Logger log = Log.get();

  /** What the same things are called on the way out and on the way back. */
  private enum Words {
    OUT(
        "deregistering",
        "deregistered",
        "it stays listed until Nacos drops the connection or misses its beats",
        "gone from",
        "not confirmed by",
        "still lists it"),
    BACK(
        "registering",
        "registered",
        "the Nacos client may go on trying",
        "listed by",
        "not listed by",
        "does not list it yet");

    final String begun;
    final String done;
    final String otherwise;
    final String shown;
    final String notShown;
    final String doubt;

    Words(
        String begun, String done, String otherwise, String shown, String notShown, String doubt) {
      this.begun = begun;
      this.done = done;
      this.otherwise = otherwise;
      this.shown = shown;
      this.notShown = notShown;
      this.doubt = doubt;
    }
  }

  private final Occasion occasion;
  private final SuppressedErrors errors;
  private final long begunAt = System.currentTimeMillis();
  private final long start;
  private final Scheduler scheduler;
  private volatile Change change;
  private volatile boolean outOfTime;
  private volatile boolean uncounted;
  private volatile boolean unregistered;
  private volatile String staying;
  private volatile Stopping intake;

  /**
   * @param start by {@code System.nanoTime()}: now
   */
  public Summary(Occasion occasion, SuppressedErrors errors, long start, Scheduler scheduler) {
    this.occasion = occasion;
    this.errors = errors;
    this.start = start;
    this.scheduler = scheduler;
  }

  /** From now on there is something to tell. */
  public void begin(Change begun) {
    change = begun;
  }

  /** There is something to tell, and nothing that changes: callers come, but not by Nacos. */
  public void beginUnregistered() {
    unregistered = true;
  }

  /** Listeners and jobs take nothing new, which is told of too. */
  public void stopsIntake(Stopping begun) {
    intake = begun;
  }

  /**
   * Callers stay, though they were told to leave.
   *
   * @param rate how many calls a second still come
   * @param which what most of them have in common; may be empty
   */
  public void callersStay(double rate, String which) {
    staying =
        (rate < 10
                ? String.valueOf(Math.round(10 * rate) / 10.0)
                : String.valueOf(Math.round(rate)))
            + " calls a second"
            + (which.isEmpty() ? "" : ", " + which);
  }

  /** Requests to what changes, or to some of it, are not counted: there is no more to say. */
  public void countsNoRequests() {
    uncounted = true;
  }

  public void ranOutOfTime() {
    outOfTime = true;
  }

  /** Logs it, as {@link #end(Traffic, int)} does, without a word about requests. */
  public Outcome end() {
    return end(null, 0);
  }

  /**
   * Logs it, at WARN if something was not as it should be. A process that had registered nothing
   * says nothing.
   *
   * @param traffic to be told of, or null
   * @param ownRequests how many of those in flight wait for the end themselves
   * @return null if nothing changed
   */
  public Outcome end(Traffic traffic, int ownRequests) {
    Change begun = change;
    if (begun == null && !unregistered) {
      if (errors.count() > 0) {
        log.warn("{}: nothing was registered; suppressed errors {}", occasion, errors.count());
      }
      return null;
    }
    long now = scheduler.now();
    Timeline timeline = new Timeline(start);
    StringBuilder line = new StringBuilder();
    StringBuilder names = new StringBuilder();
    boolean good = true;
    if (begun == null) {
      line.append("nothing is registered");
    } else {
      good = nacos(line, names, begun, timeline);
    }
    if (traffic != null) {
      requests(line, traffic, ownRequests, now, timeline);
    }
    if (intake != null) {
      good &= intake(line, timeline);
    }
    if (staying != null) {
      line.append("; callers stay: ").append(staying);
      good = false;
    }
    if (outOfTime) {
      line.append("; time is up");
      good = false;
    }
    line.append("; ").append(occasion.end).append(" at ").append(timeline.add(now, occasion.end));
    line.append("; suppressed errors ").append(errors.count()).append(names);
    good &= errors.count() == 0;
    if (good) {
      log.info("{}: {}", occasion, line);
    } else {
      log.warn("{}: {}", occasion, line);
    }
    return new Outcome(
        occasion.title, begunAt, line.toString(), good, timeline.steps(), ending(begun));
  }

  private Ending ending(Change begun) {
    if (begun != null && !begun.isOut()) {
      return null;
    }
    if (begun != null && begun.doneAt().isNever()) {
      return Ending.NOT_DEREGISTERED;
    }
    if (outOfTime) {
      return Ending.TIME_IS_UP;
    }
    if (staying != null) {
      return Ending.CALLERS_STAY;
    }
    boolean shown = begun == null || begun.nodeCount() == 0 || !begun.shownAt().isNever();
    return shown ? Ending.LEFT : Ending.NOT_CONFIRMED;
  }

  /**
   * @param names is given what stands at the end of the line
   */
  private boolean nacos(StringBuilder line, StringBuilder names, Change begun, Timeline timeline) {
    Words words = begun.isOut() ? Words.OUT : Words.BACK;
    timeline.add(start, words.begun);
    Stamp done = begun.doneAt();
    if (done.isNever()) {
      line.append("NOT ").append(words.done).append(": ");
      name(begun.failures(), line, names, "not " + words.done);
      line.append(", ").append(words.otherwise);
      return false;
    }
    line.append(words.done).append(' ');
    name(begun.names(), line, names, words.done);
    line.append(" at ").append(timeline.add(done.nanos(), words.done));
    if (begun.nodeCount() == 0) {
      line.append(", not verified");
      return true;
    }
    Stamp shown = begun.shownAt();
    if (shown.isNever()) {
      line.append(", ")
          .append(words.notShown)
          .append(' ')
          .append(Few.of(begun.doubts(words.doubt)));
      return false;
    }
    String nodes = words.shown + ' ' + nodes(begun.nodeCount());
    line.append(", ").append(nodes).append(" at ").append(timeline.add(shown.nanos(), nodes));
    return true;
  }

  /** A few where they are told of; of many their number, and the first of them at the end. */
  private static void name(
      List<String> what, StringBuilder line, StringBuilder end, String inWords) {
    if (Few.are(what)) {
      line.append(Few.of(what));
    } else {
      line.append(what.size()).append(" registrations");
      end.append("; ").append(inWords).append(": ").append(Few.of(what));
    }
  }

  private boolean intake(StringBuilder line, Timeline timeline) {
    List<String> notOver = intake.notOver();
    if (!intake.overAt().isNever()) {
      line.append("; intake stopped at ")
          .append(timeline.add(intake.overAt().nanos(), "intake stopped"));
    } else if (!notOver.isEmpty()) {
      line.append("; NOT stopped: ").append(Few.of(notOver));
    }
    return notOver.isEmpty();
  }

  private void requests(
      StringBuilder line, Traffic traffic, int ownRequests, long now, Timeline timeline) {
    if (uncounted) {
      line.append("; its requests are not counted");
      inFlight(line, 0);
      return;
    }
    long sinceLast = traffic.sinceLast(now);
    if (sinceLast < now - start) {
      line.append("; last request at ").append(timeline.add(now - sinceLast, "last request"));
    } else {
      line.append("; no request since the stop");
    }
    long inFlight = Math.max(0, traffic.inFlight() - traffic.endlessInFlight(now) - ownRequests);
    inFlight(line, inFlight);
    List<String> open = traffic.stillOpen();
    if (!open.isEmpty()) {
      line.append("; still open ").append(String.join(", ", open));
    }
  }

  /** With messages and jobs, each is named: {@code in flight 2 (1 request, 1 job demoJob)}. */
  private void inFlight(StringBuilder line, long requests) {
    List<String> names = new ArrayList<>();
    long working = 0;
    if (intake != null) {
      working = intake.running();
      names.addAll(intake.inFlight());
    }
    if (uncounted && working == 0) {
      return;
    }
    line.append("; in flight ").append(requests + working);
    if (working > 0) {
      if (requests > 0) {
        names.add(0, requests + (requests == 1 ? " request" : " requests"));
      }
      line.append(" (").append(Few.of(names)).append(')');
    }
  }

  private static String nodes(long count) {
    return count + (count == 1 ? " node" : " nodes");
  }
}

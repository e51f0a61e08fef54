package io.github.nacosgraceful.leaving;

import io.github.nacosgraceful.traffic.Traffic;
import io.github.nacosgraceful.weave.SuppressedErrors;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one line that tells a whole drain, in milliseconds since it began. */
public final class Summary {

  private static final Logger log = LoggerFactory.getLogger(Summary.class);

  private final SuppressedErrors errors;
  private volatile Departure departure;
  private volatile boolean outOfTime;

  Summary(SuppressedErrors errors) {
    this.errors = errors;
  }

  void begin(Departure begun) {
    departure = begun;
  }

  void ranOutOfTime() {
    outOfTime = true;
  }

  /**
   * Logs it, at WARN if something was not as it should be. A process that had registered nothing
   * says nothing.
   *
   * @param begunAt milliseconds since 1970
   * @param start the same by {@code System.nanoTime()}
   * @return null if nothing left
   */
  Outcome end(Occasion occasion, Traffic traffic, long begunAt, long start, int ownRequests) {
    Departure left = departure;
    if (left == null) {
      if (errors.count() > 0) {
        log.warn("{}: nothing was registered; suppressed errors {}", occasion, errors.count());
      }
      return null;
    }
    long now = System.nanoTime();
    Timeline timeline = new Timeline(start);
    timeline.add(start, "deregistering");
    StringBuilder line = new StringBuilder();
    boolean good = nacos(line, left, timeline);
    long sinceLast = traffic.sinceLast(now);
    if (sinceLast < now - start) {
      line.append("; last request at ").append(timeline.add(now - sinceLast, "last request"));
    } else {
      line.append("; no request since the stop");
    }
    long inFlight = Math.max(0, traffic.inFlight() - traffic.endlessInFlight() - ownRequests);
    line.append("; in flight ").append(inFlight);
    List<String> open = traffic.stillOpen();
    if (!open.isEmpty()) {
      line.append("; still open ").append(String.join(", ", open));
    }
    if (outOfTime) {
      line.append("; time is up");
      good = false;
    }
    line.append("; ").append(occasion.end).append(" at ").append(timeline.add(now, occasion.end));
    line.append("; suppressed errors ").append(errors.count());
    good &= errors.count() == 0;
    if (good) {
      log.info("{}: {}", occasion, line);
    } else {
      log.warn("{}: {}", occasion, line);
    }
    return new Outcome(occasion.title, begunAt, line.toString(), good, timeline.steps());
  }

  private static boolean nacos(StringBuilder line, Departure left, Timeline timeline) {
    List<String> failures = left.failures();
    if (!failures.isEmpty()) {
      line.append("NOT deregistered: ")
          .append(String.join(", ", failures))
          .append(", it stays listed until Nacos drops the connection or misses its beats");
      return false;
    }
    line.append("deregistered ")
        .append(left)
        .append(" at ")
        .append(timeline.add(left.deregisteredAt(), "deregistered"));
    if (left.nodeCount() == 0) {
      line.append(", not verified");
      return true;
    }
    List<String> doubts = left.doubts();
    if (!doubts.isEmpty()) {
      line.append(", not confirmed by ").append(String.join(", ", doubts));
      return false;
    }
    String nodes = nodes(left.nodeCount());
    line.append(", gone from ")
        .append(nodes)
        .append(" at ")
        .append(timeline.add(left.goneAt(), "gone from " + nodes));
    return true;
  }

  public static String nodes(long count) {
    return count + (count == 1 ? " node" : " nodes");
  }
}

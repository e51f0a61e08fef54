package io.github.nacosgraceful.drain;

import io.github.nacosgraceful.hook.SuppressedErrors;
import io.github.nacosgraceful.nacos.Departure;
import io.github.nacosgraceful.traffic.Traffic;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one line that tells a whole drain, in milliseconds since it began. */
final class Summary {

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
   * Logs at WARN if something was not as it should be. A process that had registered nothing says
   * nothing.
   */
  void log(String title, Traffic traffic, long start, int ownRequests) {
    Departure left = departure;
    if (left == null) {
      if (errors.count() > 0) {
        log.warn("{}: nothing was registered; suppressed errors {}", title, errors.count());
      }
      return;
    }
    long now = System.nanoTime();
    StringBuilder line = new StringBuilder(title).append(": ");
    boolean good = nacos(line, left, start);
    long sinceLast = traffic.sinceLast(now);
    if (sinceLast < now - start) {
      line.append("; last request at ").append(millis(now - sinceLast - start));
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
    line.append("; handed over at ").append(millis(now - start));
    line.append("; suppressed errors ").append(errors.count());
    if (good && errors.count() == 0) {
      log.info(line.toString());
    } else {
      log.warn(line.toString());
    }
  }

  private static boolean nacos(StringBuilder line, Departure left, long start) {
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
        .append(millis(left.deregisteredAt() - start));
    if (left.nodeCount() == 0) {
      line.append(", not verified");
      return true;
    }
    List<String> doubts = left.doubts();
    if (!doubts.isEmpty()) {
      line.append(", not confirmed by ").append(String.join(", ", doubts));
      return false;
    }
    line.append(", gone from ")
        .append(left.nodeCount())
        .append(left.nodeCount() == 1 ? " node" : " nodes")
        .append(" at ")
        .append(millis(left.goneAt() - start));
    return true;
  }

  private static String millis(long nanos) {
    return nanos / 1_000_000 + " ms";
  }
}

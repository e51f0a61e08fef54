package io.github.nacosgraceful.rollout;

import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** When things happened in a run, for comparison with what other agents noted. */
record Moments(RunRecord run) {

  private static final Pattern HANDED_OVER = Pattern.compile("handed over at ([\\d,.]+) ms");

  /** The measured load began. In whole milliseconds: some agents note no more. */
  Instant begin() {
    return run.date().atZone(ZoneId.systemDefault()).toInstant().truncatedTo(ChronoUnit.MILLIS);
  }

  /** An instance was told to stop. */
  Instant sigterm(Replacement replacement) {
    return begin().plusNanos((long) (replacement.sigterm() * 1e9));
  }

  /** Its drain was over, and its own shutdown hooks ran: not earlier than this. */
  Instant handedOver(Replacement replacement) {
    String left = replacement.before().name();
    for (String line : run.log(left).agentLines()) {
      Matcher summary = HANDED_OVER.matcher(line);
      if (summary.find()) {
        long millis = Long.parseLong(summary.group(1).replaceAll("\\D", ""));
        return sigterm(replacement).plusMillis(millis);
      }
    }
    throw new AssertionError(left + " has no summary: " + run.log(left).agentLines());
  }
}

package io.github.nacosgraceful.dubbo;

import java.util.List;
import java.util.Set;

/**
 * What a replacement came to.
 *
 * @param followMillis from a new provider's being ready until the consumer had ten answers of it
 * @param calls of the consumer from the signal until all was settled
 * @param goneMillis after the signal, when Nacos listed the provider under no name any more; -1 if
 *     it still did when the process had ended
 * @param servedWhenGone whether the provider's port was open then
 * @param cameBack whether Nacos listed it again, under any name, before the process ended
 * @param exitMillis after the signal
 * @param listedAfterExit under how many names
 * @param joinedMillis after a registration was asked for, of those that the agent delayed
 * @param summary the agent's lines in the provider's log that tell the shutdown
 * @param problems the exceptions that the provider's log names, and who logs errors
 * @param consumerArmed whether the consumer's log says that it has the agent
 * @param consumerWarnings what the agent complains about in the consumer's log
 */
record ReplacementOutcome(
    long followMillis,
    long failed,
    long calls,
    long goneMillis,
    boolean servedWhenGone,
    boolean cameBack,
    long exitMillis,
    int listedAfterExit,
    List<Long> joinedMillis,
    List<String> summary,
    Set<String> problems,
    boolean consumerArmed,
    List<String> consumerWarnings) {

  /** For the table in the documentation. */
  String row(String what) {
    return "%s: new one called after %d ms, %d of %d calls failed, gone after %s, exit after %d ms, listed after exit: %d"
        .formatted(
            what,
            followMillis,
            failed,
            calls,
            goneMillis < 0 ? "-" : goneMillis + " ms",
            exitMillis,
            listedAfterExit);
  }
}

package io.github.nacosgraceful.rollout;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.assertj.core.api.SoftAssertions;

/** A stack on a JVM, stopped once with the agent and once without, side by side. */
record Cell(String stack, Column column) {

  private static final int LONGEST_MESSAGE = 60;
  private static final int SIGTERM = 128 + 15;
  private static final String AGENT = "[nacos-graceful]";

  /** Verified, and not before the slow requests had ended. */
  private static final Pattern SUMMARY =
      Pattern.compile(
          "deregistered DEFAULT_GROUP@@provider \\[.* gone from 1 node .* in flight 0;"
              + " handed over at [2-9]\\d\\d\\d ms; suppressed errors 0");

  private static final Pattern CAUSE =
      Pattern.compile(
          "(?m)^\\s*(?:Caused by: |Exception in thread \"main\" )?(?:[a-z]\\w*\\.)+"
              + "([A-Z]\\w*(?:Error|Exception))(?:: ([^\\n]*))?$");

  private static final Pattern FIRST_CALLER =
      Pattern.compile(
          "(?:called by|maintainers of class) (?!io\\.github\\.nacosgraceful).*|Unsafe::\\w+");

  /** How AssertJ begins a message. */
  private static final Pattern AS = Pattern.compile("(?m)^\\[([a-z ]+)]");

  /** The application alone does not come up; the message says why. */
  static final class DoesNotRun extends Exception {
    DoesNotRun(String why) {
      super(why);
    }
  }

  /** Fails where the agent does not keep what it promises. */
  void run(OneProvider bed, Jdk jdk) throws Exception {
    CompletableFuture<Stop> agent = stop(bed, jdk, true);
    CompletableFuture<Stop> plain = stop(bed, jdk, false);
    CompletableFuture.allOf(plain, agent).exceptionally(failed -> null).join();
    if (endedAtOnce(plain) && endedAtOnce(agent)) {
      throw new DoesNotRun(cause(plain));
    }
    System.out.printf(
        "%s: with the agent %s; without %s%n", this, agent.get().inShort(), plain.get().inShort());
    check(agent.get(), plain.get());
  }

  private CompletableFuture<Stop> stop(OneProvider bed, Jdk jdk, boolean agent) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return Stop.of(bed, jdk, stack, agent);
          } catch (Exception e) {
            throw new CompletionException(e);
          }
        });
  }

  private void check(Stop agent, Stop plain) {
    SoftAssertions softly = new SoftAssertions();
    softly.assertThat(agent.slow().values()).as("slow requests").containsOnly(Stop.SERVED);
    softly.assertThat(agent.failures()).as("calls while it was listed").isEmpty();
    softly.assertThat(plain.exitCode()).as("exit code without the agent").isEqualTo(SIGTERM);
    softly.assertThat(agent.exitCode()).as("exit code").isEqualTo(SIGTERM);
    List<String> said = agent.errors().stream().filter(line -> line.contains(AGENT)).toList();
    softly
        .assertThat(said)
        .as("lines of the agent")
        .anyMatch(line -> line.contains("shutdown first"))
        .noneMatch(line -> line.contains("WARN"));
    softly
        .assertThat(said.stream().filter(line -> line.contains("handed over at")).toList())
        .as("summary")
        .hasSize(1)
        .allMatch(line -> SUMMARY.matcher(line).find());
    softly
        .assertThat(comparable(agent.errors()))
        .as("standard error")
        .isSubsetOf(comparable(plain.errors()));
    if (column.hasVirtualThreads()) {
      softly
          .assertThat(agent.threads())
          .as("virtual threads")
          .allMatch(thread -> thread.contains("VirtualThread"));
    }
    softly.assertAll();
  }

  /** But for numbers, and for who is the first to do what the JVM warns of once: not the agent. */
  private static Set<String> comparable(List<String> lines) {
    return lines.stream()
        .filter(line -> !line.contains(AGENT))
        .map(line -> FIRST_CALLER.matcher(line).replaceAll("..."))
        // Which unnamed module it was.
        .map(line -> line.replaceAll("@[0-9a-f]+", "@0").replaceAll("\\d+", "0"))
        .collect(Collectors.toSet());
  }

  /** Everything else that keeps it from being ready is a failure. */
  private static boolean endedAtOnce(CompletableFuture<Stop> stop) {
    return failure(stop).contains("ended before it was ready");
  }

  /** The last one that its logs name. */
  private static String cause(CompletableFuture<Stop> stop) {
    return CAUSE
        .matcher(failure(stop))
        .results()
        .map(Cell::inShort)
        .reduce((first, last) -> last)
        .orElse("it says no reason");
  }

  private static String failure(CompletableFuture<Stop> stop) {
    return stop.handle((result, failure) -> failure == null ? "" : failure.getCause().toString())
        .join();
  }

  private static String inShort(MatchResult cause) {
    String message = cause.group(2);
    return message == null || message.length() > LONGEST_MESSAGE
        ? cause.group(1)
        : cause.group(1) + ": " + message;
  }

  /** Which promises; the whole message has the details. */
  static String broken(Throwable failure) {
    List<String> names =
        AS.matcher(String.valueOf(failure.getMessage()))
            .results()
            .map(found -> found.group(1))
            .distinct()
            .toList();
    return names.isEmpty() ? failure.getClass().getSimpleName() : String.join(", ", names);
  }

  @Override
  public String toString() {
    return stack + " on " + column;
  }
}

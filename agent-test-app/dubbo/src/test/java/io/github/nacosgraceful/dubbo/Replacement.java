package io.github.nacosgraceful.dubbo;

import static org.awaitility.Awaitility.await;

import io.github.nacosgraceful.dubbo.Caller.Figures;
import io.github.nacosgraceful.testbed.Child;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Two providers under load; a third is started, and the first told to stop. */
final class Replacement {

  private static final Duration POLL = Duration.ofMillis(20);

  /** A second and more of the load: whoever still picks the old instance shows. */
  private static final int CALLS_AT_THE_END = 150;

  private static final Pattern PROBLEM =
      Pattern.compile("[\\w.$]*\\w(Exception|Error)\\b|ERROR [\\w.]+ - .{0,40}");

  private static final Pattern WARNING = Pattern.compile("(WARN|ERROR) +\\[nacos-graceful\\]");

  private static final Pattern JOINED =
      Pattern.compile("was registered (\\d+) ms after it was asked for");

  private final Fleet fleet;
  private Child old;
  private Caller caller;
  private long goneMillis = -1;
  private boolean servedWhenGone;
  private boolean cameBack;

  Replacement(Fleet fleet) {
    this.fleet = fleet;
  }

  ReplacementOutcome run() throws Exception {
    old = fleet.startProvider();
    Child other = fleet.startProvider();
    Fleet.awaitReady(old);
    Fleet.awaitReady(other);
    caller = fleet.startConsumer();
    awaitAnswers(old);
    awaitAnswers(other);
    Child fresh = fleet.startProvider();
    Fleet.awaitReady(fresh);
    long ready = System.nanoTime();
    awaitAnswers(fresh);
    long followMillis = millisSince(ready);

    Figures before = caller.figures();
    long signal = System.nanoTime();
    old.terminate();
    watch(signal);
    long exitMillis = millisSince(signal);
    int listedAfterExit =
        await()
            .atMost(Fleet.PATIENCE)
            .ignoreExceptionsInstanceOf(IOException.class)
            .until(() -> fleet.listed(old).size(), size -> true);
    await("calls after Nacos has told")
        .atMost(Fleet.PATIENCE)
        .ignoreExceptionsInstanceOf(IOException.class)
        .until(() -> fleet.listed(old).isEmpty());
    long settled = caller.figures().calls();
    await()
        .atMost(Fleet.PATIENCE)
        .until(() -> caller.figures().calls() - settled >= CALLS_AT_THE_END);
    Figures after = caller.figures();
    List<String> log = old.logLines();
    List<String> consumerLog = caller.child().logLines();
    return new ReplacementOutcome(
        followMillis,
        after.failed() - before.failed(),
        after.calls() - before.calls(),
        goneMillis,
        servedWhenGone,
        cameBack,
        exitMillis,
        listedAfterExit,
        joinedMillis(log),
        log.stream().filter(line -> line.contains("handed over at")).toList(),
        problems(log),
        consumerLog.stream().anyMatch(line -> line.contains(" armed on Java ")),
        consumerLog.stream().filter(WARNING.asPredicate()).toList());
  }

  private void awaitAnswers(Child provider) {
    await("calls to " + provider.name())
        .atMost(Fleet.PATIENCE)
        .until(() -> caller.figures().from(provider) >= 10);
  }

  /** Until it has exited. */
  private void watch(long signal) {
    while (!old.awaitExit(POLL)) {
      if (millisSince(signal) > Fleet.PATIENCE.toMillis()) {
        throw new IllegalStateException("does not exit; " + old.lastWords());
      }
      try {
        look(!fleet.listed(old).isEmpty(), signal);
      } catch (IOException busy) {
        // The next look tells.
      }
    }
  }

  private void look(boolean listed, long signal) throws IOException {
    if (listed) {
      cameBack |= goneMillis >= 0;
    } else if (goneMillis < 0) {
      servedWhenGone = accepts(old.port());
      goneMillis = millisSince(signal);
    }
  }

  private static boolean accepts(int port) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
      return true;
    } catch (ConnectException refused) {
      return false;
    }
  }

  private static List<Long> joinedMillis(List<String> log) {
    return log.stream()
        .flatMap(line -> JOINED.matcher(line).results())
        .map(match -> Long.valueOf(match.group(1)))
        .toList();
  }

  private static Set<String> problems(List<String> log) {
    return log.stream()
        .flatMap(line -> PROBLEM.matcher(line).results().map(MatchResult::group))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static long millisSince(long nanos) {
    return (System.nanoTime() - nanos) / 1_000_000;
  }
}

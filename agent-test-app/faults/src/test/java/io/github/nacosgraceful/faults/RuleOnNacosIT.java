package io.github.nacosgraceful.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nacosgraceful.testbed.Fault;
import io.github.nacosgraceful.testbed.Ports;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Something fails in the agent, and what reaches real Nacos servers is what would have reached them
 * without it. The application has two instances, one of them permanent, and deregisters both in its
 * shutdown hook, as frameworks do.
 */
@Tag("faults")
@Execution(ExecutionMode.CONCURRENT)
class RuleOnNacosIT {

  @RegisterExtension static final FaultBed BED = new FaultBed();

  /** The agent waits for no more than that before the application's own shutdown runs. */
  private static final int TIMEOUT_SECONDS = 3;

  private static final double SLACK_SECONDS = 3;

  /** Calls fail until the nodes have told each other, which varies. */
  private static final int MOST_OF_PLAIN = 2;

  private static final int FEW = 20;

  /** Each in another place of what happens between the start and the exit. */
  private static final List<String> FAULTS =
      List.of(
          "start.AgentStart.start throws",
          "start.AgentMain.arm throws",
          "library.nacos.NacosPart.connect throws",
          "registry.RegistrationHandlers$1.enter throws",
          "registry.Gate$1.enter throws",
          "nacos.NacosHandles.of nothing",
          "instance.Registration.owner nothing",
          "leaving.ShutdownSlot.wrap nothing",
          "leaving.ShutdownDrain.run throws",
          "leaving.Drains.begin throws",
          "leaving.Drain.leave throws",
          "leaving.Drain.leave hangs",
          "departure.Departures.begin throws",
          "thread.Crew.work throws",
          "departure.Leaver.deregister throws",
          "departure.Leaver.deregister hangs",
          "departure.Verification.findNodes throws",
          "node.Listing.isListed hangs",
          "thread.AgentThread.of throws",
          "thread.Scheduler$1.start throws",
          "departure.Leaver missing",
          "leaving.Drain missing");

  /** {@code -Drule=Leaver} is for those with that in their names. */
  private static final Pattern CHOSEN = Pattern.compile(System.getProperty("rule", ""));

  private static final Map<String, Exit> PLAIN = new TreeMap<>();

  static Stream<Arguments> faults() {
    return Clients.ofEachFamily()
        .filter(With::agent)
        .flatMap(
            with ->
                FAULTS.stream()
                    .filter(fault -> CHOSEN.matcher(fault).find())
                    .map(fault -> Arguments.of(fault, with)));
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("faults")
  void whateverFailsItEndsAsWithoutTheAgent(String fault, With with) throws Exception {
    Exit plain = plain(with);
    try (FaultCase run = BED.begin(fault.replace(' ', '_'), with)) {
      run.failing(List.of(Fault.of(fault)))
          .jvm("-Dnacos.graceful.shutdown.timeout=" + TIMEOUT_SECONDS + "s")
          .jvm("-Dnacos.graceful.deregister.timeout=1s");
      Exit exit = exit(run);
      assertThat(exit.code()).isEqualTo(plain.code());
      assertThat(exit.seconds()).isLessThan(plain.seconds() + TIMEOUT_SECONDS + SLACK_SECONDS);
      assertThat(exit.failedCalls())
          .as("failed calls, %s", run)
          .isLessThanOrEqualTo(MOST_OF_PLAIN * plain.failedCalls() + FEW);
    }
  }

  /** One for each client, for all faults. */
  private static synchronized Exit plain(With with) throws Exception {
    String key = with.client();
    Exit plain = PLAIN.get(key);
    if (plain == null) {
      try (FaultCase run = BED.begin(new With(with.server(), with.client(), false))) {
        plain = exit(run);
        PLAIN.put(key, plain);
      }
    }
    return plain;
  }

  /** Returns when both instances are gone; {@link FaultBed} watches that they do not come back. */
  private static Exit exit(FaultCase run) throws Exception {
    String permanent =
        "%s-permanent %s 127.0.0.1 %d permanent"
            .formatted(run.service(), FaultCase.GROUP, Ports.application());
    NamingClient process = run.startAndRegister();
    process.tell("register " + permanent);
    run.awaitListed(run.service() + "-permanent", FaultCase.GROUP, "", 1);
    process.tell("hook " + run.instance("deregister"));
    process.tell("hook deregister " + permanent);
    long begin = System.nanoTime();
    // Not Process.destroy: it closes the input too, whose end is another way for it to end.
    process.process().signal("TERM");
    Exit exit = run.awaitExit(begin);
    run.awaitListed(false);
    run.awaitListed(run.service() + "-permanent", FaultCase.GROUP, "", 0);
    return exit;
  }
}

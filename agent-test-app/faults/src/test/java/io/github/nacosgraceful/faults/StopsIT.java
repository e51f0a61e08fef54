package io.github.nacosgraceful.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Stops that repeat, overlap, or come in unusual ways. */
@Tag("faults")
class StopsIT {

  private static final String REFUSED = "was not registered: this process is going offline";

  @RegisterExtension static final FaultBed BED = new FaultBed();

  /** A way to be stopped. */
  private record Stop(String name, Step step) {

    @Override
    public String toString() {
      return name;
    }
  }

  private interface Step {
    void take(FaultCase run) throws Exception;
  }

  private static final List<Stop> STOPS =
      List.of(
          new Stop(
              "sigtermTwice",
              run -> {
                run.client().terminate();
                run.client().terminate();
              }),
          new Stop("systemExit", run -> run.client().send("exit")),
          // The last thread that is not a daemon ends.
          new Stop("mainReturns", run -> run.client().endInput()),
          // Without the agent, it is registered by a process that has no more than a moment.
          new Stop(
              "aHookRegisters",
              run -> {
                run.client().tell("hook " + run.instance("register"));
                run.client().terminate();
              }),
          // A JVM whose hook calls System.exit never ends, with and without the agent.
          new Stop(
              "aHookCallsSystemExit",
              run -> {
                run.client().tell("hook exit");
                run.client().terminate();
                if (run.mustStayGone()) {
                  run.awaitSummary();
                  run.awaitListed(false);
                }
                run.client().kill();
              }));

  static Stream<With> clients() {
    return Clients.withConnection();
  }

  static Stream<Arguments> stops() {
    return STOPS.stream()
        .flatMap(stop -> Clients.withConnection().map(with -> Arguments.of(stop, with)));
  }

  @ParameterizedTest
  @MethodSource("stops")
  void drainsOnce(Stop stop, With with) throws Exception {
    try (FaultCase run = BED.begin(stop.name, with)) {
      run.startAndRegister();
      long begin = System.nanoTime();
      stop.step.take(run);
      Exit exit = run.awaitExit(begin);
      exit.promisesGoneFrom(3);
      exit.promises(Exit::throwsNothing);
      if (with.agent() && stop.name.equals("aHookRegisters")) {
        assertThat(run.client().log()).anyMatch(line -> line.contains(REFUSED));
      }
    }
  }

  /** Nacos hears of the closed connection. */
  @ParameterizedTest
  @MethodSource("clients")
  void killedWhileItDrains(With with) throws Exception {
    try (FaultCase run = BED.begin(with)) {
      run.jvm("-Dnacos.graceful.drain.min=20s").startAndRegister();
      long begin = System.nanoTime();
      if (with.agent()) {
        run.client().terminate();
        run.awaitListed(false);
      }
      run.client().kill();
      run.awaitExit(begin);
    }
  }
}

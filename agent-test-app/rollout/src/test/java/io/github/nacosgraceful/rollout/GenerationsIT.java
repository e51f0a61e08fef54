package io.github.nacosgraceful.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nacosgraceful.testbed.Workspace;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every generation with every client that it has: one rollout is seen by a consumer for each
 * client. {@code -Dstack} and {@code -Dclient} choose some. Leaves {@code target/rollouts.md}, and
 * with {@code -Dupdate} the same table in {@code docs/supported-versions.md}.
 */
@Tag("rollouts")
@ExtendWith(NacosServers.Shared.class)
class GenerationsIT {

  private static final String NACOS = "3.1";

  /** Calls a second of each client: enough to notice. */
  private static final int RATE = 20;

  /** Clients in one rollout: what a small machine bears. */
  private static final int AT_ONCE = 7;

  private static final Duration SETTLE = Duration.ofSeconds(3);

  private static final Workspace WORKSPACE = Workspace.find("rollout");
  private static Rollouts rollouts;
  private static GenerationsTable table;

  @BeforeAll
  static void start(NacosServers nacos) throws Exception {
    rollouts = new Rollouts(GenerationsIT.class, nacos);
    table = new GenerationsTable(WORKSPACE);
  }

  @AfterAll
  static void stop() throws Exception {
    if (System.getProperty("update") != null) {
      table.writeInto(WORKSPACE.root().resolve("docs/supported-versions.md"));
    }
  }

  /** Some clients of a generation. */
  record Group(Stack generation, List<String> clients) {}

  static Stream<Group> groups() throws IOException {
    return Stack.generations(WORKSPACE).stream()
        .filter(generation -> Chosen.by("stack", generation.name()))
        .flatMap(GenerationsIT::groups);
  }

  /** The usual client alone. */
  static Stream<Group> usual() throws IOException {
    return groups()
        .filter(each -> each.clients.contains(each.generation.usualClient()))
        .map(each -> new Group(each.generation, List.of(each.generation.usualClient())));
  }

  private static Stream<Group> groups(Stack generation) {
    List<String> clients =
        generation.clients().stream().filter(client -> Chosen.by("client", client)).toList();
    return IntStream.iterate(0, from -> from < clients.size(), from -> from + AT_ONCE)
        .mapToObj(from -> clients.subList(from, Math.min(from + AT_ONCE, clients.size())))
        .map(group -> new Group(generation, group));
  }

  @ParameterizedTest
  @MethodSource("groups")
  void noCallFailsWithTheAgent(Group group) throws Exception {
    Lines lines = new Lines(group, 2);
    lines.rollOut(true);
    lines.assertNoFailure();
  }

  /** What the agent is for; where this does not fail, the others would prove nothing. */
  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("usual")
  void callsFailWithoutTheAgent(Group group) throws Exception {
    Lines lines = new Lines(group, 2);
    Map<Scenario, Figures> without = lines.rollOut(false);
    lines.assertNoFailure();
    assertThat(without.values()).anyMatch(each -> each.failed() > 0);
  }

  /** Nobody stands in for the one that is replaced. */
  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("usual")
  void noCallFailsWithTheAgentAndOneReplica(Group group) throws Exception {
    Lines lines = new Lines(group, 1);
    lines.rollOut(true);
    lines.assertNoFailure();
  }

  /** A client that fails does not keep the others from their lines. */
  private static final class Lines {

    private final Map<Scenario, GenerationsTable.Line> lines = new LinkedHashMap<>();

    Lines(Group group, int replicas) throws IOException {
      for (String client : group.clients) {
        Scenario scenario =
            new Scenario(group.generation.name(), NACOS, client, replicas, RATE, SETTLE);
        lines.put(scenario, table.line(scenario));
      }
    }

    Map<Scenario, Figures> rollOut(boolean agent) throws Exception {
      Map<Scenario, Figures> figures = new LinkedHashMap<>();
      try {
        rollouts
            .run(List.copyOf(lines.keySet()), agent, (each, why) -> lines.get(each).failed(why))
            .forEach((each, run) -> figures.put(each, measured(lines.get(each), run)));
      } catch (Exception e) {
        lines.values().forEach(line -> line.failed(e.toString()));
      }
      table.write();
      return figures;
    }

    private Figures measured(GenerationsTable.Line line, RunRecord run) {
      if (run.label().agent()) {
        line.with(run.figures());
        try {
          Rollouts.assertThatNothingFailed(run);
        } catch (AssertionError e) {
          line.failed(e.getMessage());
        }
      } else {
        line.without(run.figures());
      }
      return run.figures();
    }

    void assertNoFailure() {
      assertThat(lines.values()).extracting(GenerationsTable.Line::failures).containsOnly("");
    }
  }
}

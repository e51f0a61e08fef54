package io.github.nacosgraceful.rollout;

import io.github.nacosgraceful.testbed.Workspace;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every other agent, before this one and behind it, on a generation of Spring Cloud with
 * LoadBalancer and on the oldest, with Ribbon: an instance is replaced under load. Only with {@code
 * -Dsuite=agents}; {@code -Dagent} and {@code -Dstack} choose some. Leaves {@code
 * target/agents.md}, and with {@code -Dupdate} the same table in {@code
 * docs/supported-versions.md}.
 */
@Tag("agents")
class OtherAgentsIT {

  private static final Workspace WORKSPACE = Workspace.find("agents");
  private static Beside beside;
  private static AgentsTable table;

  @BeforeAll
  static void start() throws Exception {
    beside = new Beside();
    table = new AgentsTable(WORKSPACE);
  }

  @AfterAll
  static void stop() throws Exception {
    beside.close();
    if (System.getProperty("update") != null) {
      table.writeInto(WORKSPACE.root().resolve("docs/supported-versions.md"));
    }
  }

  /** An agent, its place, and a stack. */
  record Case(Kind kind, boolean oursFirst, String stack) {

    @Override
    public String toString() {
      return "%s %s this agent on %s".formatted(kind, oursFirst ? "behind" : "before", stack);
    }
  }

  static Stream<Case> cases() {
    return Kind.ALL.stream()
        .filter(kind -> chosen("agent", kind.id()))
        .flatMap(
            kind ->
                AgentsTable.STACKS.stream()
                    .filter(stack -> chosen("stack", stack))
                    .flatMap(
                        stack ->
                            Stream.of(new Case(kind, false, stack), new Case(kind, true, stack))));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void bothAgentsDoTheirWork(Case each) throws Exception {
    try {
      Beside.Outcome outcome = beside.rollOut(each.kind, each.oursFirst, each.stack);
      table.passed(each.kind, each.oursFirst, each.stack, outcome);
    } catch (Exception | AssertionError e) {
      table.failed(each.kind, each.oursFirst, each.stack, e);
      throw e;
    }
  }

  private static boolean chosen(String option, String value) {
    String names = System.getProperty(option, "");
    return names.isEmpty() || List.of(names.split(",")).stream().anyMatch(value::startsWith);
  }
}

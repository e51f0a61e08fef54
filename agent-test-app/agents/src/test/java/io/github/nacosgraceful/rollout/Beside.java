package io.github.nacosgraceful.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nacosgraceful.testbed.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Runs rollouts in which every process has another agent too. */
final class Beside implements AutoCloseable {

  /** Calls a second. */
  private static final int RATE = 50;

  private static final Duration SETTLE = Duration.ofSeconds(3);

  private final Workspace workspace = Workspace.find("agents");
  private final NacosServers nacos = new NacosServers(workspace, "it-nacos");
  private final Rollouts rollouts = new Rollouts(Beside.class, nacos, workspace);

  /**
   * What came of it.
   *
   * @param work of the other agent
   */
  record Outcome(Figures figures, String work) {}

  /**
   * One instance is replaced. Fails if a call did, or if one of the two agents did not do its work.
   */
  Outcome rollOut(Kind kind, boolean oursFirst, String stack) throws Exception {
    String id = String.join("-", stack, kind.id(), oursFirst ? "behind" : "before");
    Path directory = workspace.logs("of-" + id);
    String client = Stack.named(workspace, stack).usualClient();
    Scenario scenario = new Scenario(stack, "3.1", client, 1, RATE, SETTLE);
    try (OtherAgent other = kind.start(directory, jar("agents.jar"))) {
      RunRecord run =
          rollouts.run(
              scenario, id, (process, ours) -> flags(process, ours, other, oursFirst, directory));
      Rollouts.assertThatNothingFailed(run);
      for (ProcessLog log : run.logs()) {
        assertThatAllIsOn(log);
        new Woven(directory.resolve(log.process() + "-woven"))
            .assertThatAllIsWovenOnce(Classpath.of(workspace, stack));
      }
      return new Outcome(run.figures(), other.work(run));
    }
  }

  private List<String> flags(
      String process, List<String> ours, OtherAgent other, boolean oursFirst, Path directory) {
    try {
      List<String> flags = new ArrayList<>(other.flags(process));
      flags.addAll(oursFirst ? 0 : flags.size(), ours);
      Woven woven = Woven.into(directory.resolve(process + "-woven"));
      flags.add("-javaagent:" + jar("agents-witness.jar") + "=" + woven.directory());
      return flags;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void assertThatAllIsOn(ProcessLog log) {
    assertThat(log.agentLines())
        .as(log.process())
        .anyMatch(line -> line.contains("armed on Java") && line.contains(": shutdown first, "))
        .noneMatch(line -> line.contains(" off in "))
        .noneMatch(line -> line.contains("was loaded before the agent"));
    assertThat(log.suppressedErrors()).as(log.process() + " suppressed errors").hasValue(0);
  }

  /** Of this module. */
  private Path jar(String name) {
    return workspace.target().resolve(name);
  }

  @Override
  public void close() {
    nacos.close();
  }
}

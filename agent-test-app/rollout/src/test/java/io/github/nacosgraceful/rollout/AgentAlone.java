package io.github.nacosgraceful.rollout;

import static io.github.nacosgraceful.rollout.OneProvider.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.nacosgraceful.testbed.Child;
import io.github.nacosgraceful.testbed.Processes;
import io.github.nacosgraceful.testbed.Progress;
import io.github.nacosgraceful.testbed.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The application of the agent's own tests: no Spring, no server, a Nacos client that is faked. */
final class AgentAlone {

  private static final String APPLICATION = "io.github.nacosgraceful.forked.App";

  private AgentAlone() {}

  static void drainsOn(Jdk jdk, Workspace workspace) throws Exception {
    try (Processes processes = new Processes(new Progress(System.out))) {
      Child application = start(processes, jdk, workspace);
      await().atMost(PATIENCE).until(() -> application.logLines().contains("ready"));
      application.terminate();
      assertThat(application.awaitExit(PATIENCE)).isTrue();
      assertThat(application.exitCode()).isEqualTo(143);
      assertThat(application.logLines()).contains("deregister orders works", "hook done");
      assertThat(application.errorLines())
          .allMatch(line -> line.contains(" INFO  [nacos-graceful]"))
          .anyMatch(line -> line.contains("handed over") && line.contains("suppressed errors 0"));
    }
  }

  private static Child start(Processes processes, Jdk jdk, Workspace workspace) throws IOException {
    Path logs = workspace.logs("it-agent-alone-" + jdk.name());
    List<String> command = new ArrayList<>(List.of(jdk.executable().toString()));
    command.addAll(jdk.options());
    command.add("-javaagent:" + workspace.agentJar());
    command.addAll(
        List.of("-cp", workspace.root().resolve("agent/target/test-classes").toString()));
    command.addAll(List.of(APPLICATION, "wait"));
    return processes.start(
        "application", 0, logs.resolve("out.log"), logs.resolve("err.log"), command);
  }
}

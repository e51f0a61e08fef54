package io.github.nacosgraceful.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nacosgraceful.testbed.Jars;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jacoco.core.data.ExecutionData;
import org.jacoco.core.tools.ExecFileLoader;

/** Writes what was executed, of every class, ours included, into a file when the JVM ends. */
final class JaCoCo implements OtherAgent {

  private static final String SAMPLE = "io/github/nacosgraceful/sample/";

  private final String version;
  private final Path directory;

  JaCoCo(String version, Path directory) {
    this.version = version;
    this.directory = directory;
  }

  @Override
  public List<String> flags(String process) {
    Path jar = Jars.file("org.jacoco:org.jacoco.agent:jar:runtime:" + version);
    return List.of("-javaagent:" + jar + "=destfile=" + file(process));
  }

  @Override
  public String work(RunRecord run) throws IOException {
    Moments moments = new Moments(run);
    int executed = 0;
    for (Replacement replacement : run.replacements()) {
      ExecFileLoader left = load(replacement.before().name());
      assertThat(left.getSessionInfoStore().getInfos())
          .as("written by a shutdown hook, after the drain")
          .extracting(session -> Instant.ofEpochMilli(session.getDumpTimeStamp()))
          .allMatch(written -> !written.isBefore(moments.handedOver(replacement)));
      executed += executed(left, SAMPLE + "Provider$Work");
      executed += executed(load(replacement.after().name()), SAMPLE + "Provider$Work");
    }
    executed += executed(load("consumer-" + run.scenario().client()), SAMPLE + "Consumer");
    return "%,d classes covered".formatted(executed);
  }

  private Path file(String process) {
    return directory.resolve(process + ".exec");
  }

  private ExecFileLoader load(String process) throws IOException {
    ExecFileLoader loader = new ExecFileLoader();
    loader.load(file(process).toFile());
    return loader;
  }

  /** How many classes were, of which this one must be. */
  private static int executed(ExecFileLoader loader, String one) {
    List<String> classes =
        loader.getExecutionDataStore().getContents().stream()
            .filter(ExecutionData::hasHits)
            .map(ExecutionData::getName)
            .toList();
    assertThat(classes).contains(one);
    return classes.size();
  }
}

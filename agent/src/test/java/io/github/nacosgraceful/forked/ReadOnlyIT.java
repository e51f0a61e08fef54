package io.github.nacosgraceful.forked;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A file system that can only be read, as containers have it: mounted so for one JVM alone, in a
 * mount namespace of its own. Linux lets everybody make one, unless it was told not to.
 */
class ReadOnlyIT {

  private static final String[] NAMESPACE = {"unshare", "--map-root-user", "--mount", "sh", "-c"};

  @TempDir Path directory;

  @BeforeEach
  void needsNamespaces() throws Exception {
    try (Jvm jvm = readOnly("touch file 2> /dev/null; echo $?; true")) {
      assumeTrue(jvm.exitCode() == 0 && jvm.out().equals("1\n"), "no namespaces: " + jvm.err());
    }
  }

  @Test
  void worksAndWarnsOnceOfTheLogFile() throws Exception {
    try (Jvm jvm = readOnly(app("-Dnacos.graceful.log.file=agent.log"))) {
      assertThat(jvm.exitCode()).as(jvm.err()).isEqualTo(3);
      assertThat(jvm.outLines())
          .containsExactly(
              "registered orders", "ready", "deregister orders works", "hook", "hook done");
      assertThat(jvm.err()).contains("armed on Java", "gone from 1 node", "suppressed errors 0");
      assertThat(jvm.err().lines().filter(line -> line.contains(" WARN ")))
          .singleElement()
          .asString()
          .contains("the log file agent.log cannot be written (agent.log (Read-only file system))");
    }
  }

  /** Whoever looks for it takes the process for ready, from its start to its end. */
  @Test
  void warnsOfAReadinessFileThatCannotBeRemoved() throws Exception {
    Files.createFile(directory.resolve("ready"));
    try (Jvm jvm = readOnly(app("-Dnacos.graceful.readiness.file=ready"))) {
      assertThat(jvm.exitCode()).as(jvm.err()).isEqualTo(3);
      assertThat(jvm.err().lines().filter(line -> line.contains(" WARN ")))
          .singleElement()
          .asString()
          .contains("the readiness file ready cannot be removed (it is still there)")
          .contains("takes this process for ready");
    }
  }

  private static String app(String option) {
    return "'%s' -Djava.io.tmpdir=. %s -javaagent:'%s' -cp '%s' %s exit"
        .formatted(
            Jvm.tool("java"), option, Jvm.AGENT, Jvm.CLASSES.toAbsolutePath(), App.class.getName());
  }

  /** The folder is mounted onto itself, so that it has a mount that can be made read-only. */
  private Jvm readOnly(String command) throws Exception {
    String script =
        "cd '%1$s' && mount --bind . . && mount -o remount,ro,bind . && cd '%1$s' && %2$s"
            .formatted(directory, command);
    String[] all = new String[NAMESPACE.length + 1];
    System.arraycopy(NAMESPACE, 0, all, 0, NAMESPACE.length);
    all[NAMESPACE.length] = script;
    return Jvm.command(Map.of(), all);
  }
}

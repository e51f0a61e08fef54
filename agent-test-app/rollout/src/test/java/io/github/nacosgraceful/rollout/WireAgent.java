package io.github.nacosgraceful.rollout;

import io.github.nacosgraceful.testbed.Workspace;
import java.nio.file.Path;
import java.util.List;

/**
 * The agent of all processes in {@link WireIT}: the one of this build, or for a comparison another
 * build's or none.
 *
 * <pre>-Dagent.jar=/path/to/another.jar    -Dagent.jar=none</pre>
 *
 * @param name names the table with the results
 * @param flags of a JVM
 */
record WireAgent(String name, List<String> flags) {

  private static final String OURS = "this";

  static WireAgent chosen(Workspace workspace) {
    String jar = System.getProperty("agent.jar", "");
    if (jar.equals("none")) {
      return new WireAgent(jar, List.of());
    }
    Path file = jar.isEmpty() ? workspace.agentJar() : Path.of(jar).toAbsolutePath();
    workspace.require(file);
    String name = jar.isEmpty() ? OURS : file.getFileName().toString().replaceFirst("\\.jar$", "");
    return new WireAgent(name, List.of("-javaagent:" + file));
  }

  /** Only of this one anything is promised. */
  boolean isOurs() {
    return name.equals(OURS);
  }
}

package io.github.nacosgraceful.testbed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A Nacos server of one's own, stand-alone and empty. Runs keep apart by their namespaces. */
public record Nacos(String version, int port) {

  private static final String MAIN = "io.github.nacosgraceful.nacosserver.NacosServer";

  /** Unless a server is told otherwise. */
  static final String CONTEXT = "/nacos";

  /** Behind the context path; answered with 200 once the server serves. */
  static final String READY = "/v1/ns/instance/list?serviceName=x";

  /** Of a server 3. */
  static final String READY_3 = "/v3/client/ns/instance/list?serviceName=x";

  public static Nacos start(
      String version, Workspace workspace, Processes processes, Path logs, Progress progress)
      throws IOException, InterruptedException {
    int port = Ports.nacos();
    Path home = logs.resolve("home");
    progress.step("Nacos %s starts at port %d".formatted(version, port));
    Child server =
        start(version, workspace, processes, home, logs.resolve("nacos.log"), port, List.of());
    new ReadyProbe().await(server, CONTEXT + READY, Duration.ofSeconds(120));
    progress.step("Nacos %s is up after %.1f s".formatted(version, server.secondsSinceStart()));
    return new Nacos(version, port);
  }

  /** Starts the process, and does not wait for it. */
  static Child start(
      String version,
      Workspace workspace,
      Processes processes,
      Path home,
      Path log,
      int port,
      List<String> settings)
      throws IOException {
    Files.createDirectories(home);
    List<String> command =
        new ArrayList<>(
            List.of(
                Jvm.EXECUTABLE,
                "-Duser.home=" + home,
                "-Xmx400m",
                // Servers live for a minute or two: starting soon is worth more than peak speed.
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "--add-opens=java.base/java.util=ALL-UNNAMED",
                "-classpath",
                Jvm.classpath(workspace.nacosClasspath(version)),
                MAIN,
                home.toString(),
                Integer.toString(port)));
    command.addAll(settings);
    return processes.start("Nacos " + version + " at " + port, port, log, command);
  }
}

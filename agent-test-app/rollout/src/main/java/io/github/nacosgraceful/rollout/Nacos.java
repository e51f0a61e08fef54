package io.github.nacosgraceful.rollout;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A Nacos server of one's own, stand-alone and empty. Runs keep apart by their namespaces. */
record Nacos(String version, int port) {

  private static final String MAIN = "io.github.nacosgraceful.nacosserver.NacosServer";
  private static final String READY = "/nacos/v1/ns/instance/list?serviceName=x";

  static Nacos start(
      String version, Workspace workspace, Processes processes, Path logs, Progress progress)
      throws IOException, InterruptedException {
    int port = Ports.nacos();
    Path home = Files.createDirectories(logs.resolve("home"));
    progress.step("Nacos %s starts at port %d".formatted(version, port));
    Child server =
        processes.start(
            "Nacos " + version,
            port,
            logs.resolve("nacos.log"),
            List.of(
                Jvm.EXECUTABLE,
                "-Dnacos.standalone=true",
                "-Dnacos.home=" + home,
                "-Duser.home=" + home,
                "-Xmx512m",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "--add-opens=java.base/java.util=ALL-UNNAMED",
                "-classpath",
                Jvm.classpath(workspace.nacosClasspath(version)),
                MAIN,
                home.toString(),
                Integer.toString(port)));
    new Readiness().await(server, READY, Duration.ofSeconds(120));
    progress.step("Nacos %s is up after %.1f s".formatted(version, server.secondsSinceStart()));
    return new Nacos(version, port);
  }
}

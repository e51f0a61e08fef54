package io.github.nacosgraceful.dubbo;

import io.github.nacosgraceful.testbed.Jars;
import io.github.nacosgraceful.testbed.NewestTable;
import io.github.nacosgraceful.testbed.Published;
import io.github.nacosgraceful.testbed.Workspace;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The newest releases of Dubbo and of grpc-java, replaced once while calls are in flight. Leaves
 * {@code target/newest-dubbo.md}.
 *
 * <p>Asks Maven's metadata at each run, and so is in no other suite: what others release must not
 * break a build.
 */
@Tag("newest")
class NewestDubboIT {

  private static final Workspace WORKSPACE = Workspace.find("dubbo");
  private static final NewestTable TABLE =
      new NewestTable("server", "newest there is", "replaced while calls are in flight");
  private static Servers servers;

  private interface Run {
    void with(String version) throws Exception;
  }

  @BeforeAll
  static void start() {
    servers = new Servers(WORKSPACE);
  }

  @AfterAll
  static void stop() throws IOException {
    servers.close();
    TABLE.write(WORKSPACE.target().resolve("newest-dubbo.md"));
  }

  @Test
  void dubboServesStreamsInFlightAndNamesThoseThatStay() throws Exception {
    run(
        List.of("org.apache.dubbo:dubbo"),
        version -> DubboIT.replaceWhileStreamsAreOpen(servers, version));
  }

  @Test
  void grpcServesCallsInFlight() throws Exception {
    run(
        List.of("io.grpc:grpc-netty-shaded", "io.grpc:grpc-stub"),
        version ->
            DubboIT.replaceWhileCallsAreInFlight(
                servers, Software.grpc("grpc-" + version, "2.5.1", version)));
  }

  private static void run(List<String> artifacts, Run run) throws Exception {
    String version =
        Published.of(artifacts.get(0)).newestFirst().stream()
            .filter(one -> Jars.canBeHad(all(artifacts, one)))
            .findFirst()
            .orElseThrow();
    String result = "fails";
    try {
      run.with(version);
      result = "works";
    } finally {
      TABLE.add(artifacts.get(0), version, result);
    }
  }

  private static List<String> all(List<String> artifacts, String version) {
    return artifacts.stream().map(one -> one + ":" + version).toList();
  }
}

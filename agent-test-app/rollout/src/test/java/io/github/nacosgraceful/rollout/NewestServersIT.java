package io.github.nacosgraceful.rollout;

import io.github.nacosgraceful.testbed.NewestTable;
import io.github.nacosgraceful.testbed.Workspace;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The newest release of each server, and of the Nacos client, in place of the one that a stack has:
 * stopped once while it serves all kinds of requests, as in {@link ServersIT}. {@code -Dstack}
 * chooses. Leaves {@code target/newest-servers.md}.
 *
 * <p>Asks Maven's metadata at each run, and so is in no other suite: what others release must not
 * break a build.
 */
@Tag("newest")
@ExtendWith(NacosServers.Shared.class)
class NewestServersIT {

  private static final String TOMCAT = "org.apache.tomcat.embed:tomcat-embed-core";
  private static final String JETTY = "org.eclipse.jetty:jetty-server";
  private static final String UNDERTOW = "io.undertow:undertow-core";
  private static final String NETTY = "io.projectreactor.netty:reactor-netty-http";
  private static final String NACOS = "com.alibaba.nacos:nacos-client";

  private static final Workspace WORKSPACE = Workspace.find("rollout");
  private static final NewestTable TABLE =
      new NewestTable("server", "stack", "its own", "newest there is", "stopped while it serves");
  private static OneProvider bed;

  @BeforeAll
  static void start(NacosServers nacos) throws Exception {
    bed = new OneProvider("it-newest", nacos);
  }

  @AfterAll
  static void stop() throws IOException {
    bed.close();
    TABLE.write(WORKSPACE.target().resolve("newest-servers.md"));
  }

  static Stream<Upgrade> upgrades() {
    return Stream.of(
            new Upgrade("2021", TOMCAT, "9.0"),
            new Upgrade("2025", TOMCAT, "10.1"),
            new Upgrade("2025.1", TOMCAT, ""),
            new Upgrade("2025-jetty", JETTY, "12.0"),
            new Upgrade("2025.1-jetty", JETTY, ""),
            new Upgrade("2025-undertow", UNDERTOW, ""),
            new Upgrade("2025-webflux", NETTY, "1.2"),
            new Upgrade("2025.1-webflux", NETTY, ""),
            new Upgrade("2025.1", NACOS, ""))
        .filter(upgrade -> Chosen.by("stack", upgrade.stack()));
  }

  @ParameterizedTest
  @MethodSource("upgrades")
  void isStoppedWithoutALoss(Upgrade upgrade) throws Exception {
    Classpath ofTheStack = Classpath.of(WORKSPACE, upgrade.stack());
    String own = upgrade.own(ofTheStack);
    String newest = upgrade.newest(ofTheStack);
    String result = "fails";
    try {
      ServersIT.stopWhileItServes(bed, upgrade.stack(), jars -> upgrade.apply(jars, newest));
      result = "works";
    } finally {
      TABLE.add(upgrade.artifact(), upgrade.stack(), own, newest, result);
    }
  }
}

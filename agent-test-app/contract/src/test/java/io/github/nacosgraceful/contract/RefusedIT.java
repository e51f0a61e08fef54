package io.github.nacosgraceful.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nacosgraceful.contract.Fork.Output;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A call that an instance has refused over HTTP/2 is made at another one, where its client says so:
 * the JDK's, and Jetty's of a GET, but not Reactor Netty's. What the instance may have served is
 * not made again.
 *
 * <p>On the JVM of the build, and with {@code -Djdks=HOME,…} on others: what Java's client says
 * differs.
 */
@Timeout(120)
@Tag("following")
class RefusedIT {

  private static final String PROGRAM = "RefusedProgram";

  static Stream<Arguments> calls() {
    return RerouteVersions.all()
        .filter(versions -> versions.balancer().isIn("[4.1,)"))
        .flatMap(
            versions ->
                Stream.concat(
                    Stream.of("Jetty", "Reactor")
                        .map(client -> Arguments.of(versions, buildsOwn(), client, "GET")),
                    homes()
                        .flatMap(
                            home ->
                                Stream.of("GET", "POST")
                                    .map(method -> Arguments.of(versions, home, "Jdk", method)))));
  }

  private static Path buildsOwn() {
    return Path.of(System.getProperty("java.home"));
  }

  private static Stream<Path> homes() {
    return Stream.concat(
        Stream.of(buildsOwn()),
        Stream.of(System.getProperty("jdks", "").split(","))
            .filter(home -> !home.isEmpty())
            .map(Path::of));
  }

  @Tag("core")
  @ParameterizedTest
  @MethodSource("calls")
  void isMadeAtAnotherInstance(RerouteVersions versions, Path home, String client, String method) {
    Output plain = Following.run(fork(versions, home), PROGRAM, client, method);
    assertThat(plain.values("refuses").get("failed"))
        .as("without the agent, or the test proves nothing")
        .isPositive();
    Output agent =
        Following.assertSilent(
            Following.run(fork(versions, home).withAgent(), PROGRAM, client, method));
    Map<String, Long> refused = agent.values("refuses");
    assertThat(refused.get("others")).isPositive();
    assertThat(refused.get("failed"))
        .isEqualTo(client.equals("Reactor") ? refused.get("others") : 0);
    if (client.equals("Jetty")) {
      assertThat(agent.values("leaves-before")).containsEntry("failed", 0L);
    }
    for (String mayBeServed : List.of("resets", "leaves-after")) {
      Map<String, Long> values = agent.values(mayBeServed);
      assertThat(values.get("failed")).as(mayBeServed).isPositive().isEqualTo(values.get("others"));
    }
    for (String way : List.of("refuses", "resets", "leaves-before", "leaves-after")) {
      assertThat(agent.values(way).get("served"))
          .as("%s: no call is served twice, and none that failed", way)
          .isEqualTo(agent.values(way).get("answered"));
    }
  }

  private static Fork fork(RerouteVersions versions, Path home) {
    String jetty = versions.balancer().isIn("[5,)") ? "12.1.14" : "12.0.29";
    return versions.fork("org.eclipse.jetty.http2:jetty-http2-client-transport:" + jetty).on(home);
  }
}

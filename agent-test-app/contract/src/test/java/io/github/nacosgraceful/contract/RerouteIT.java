package io.github.nacosgraceful.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nacosgraceful.contract.Fork.Output;
import io.github.nacosgraceful.testbed.Jars;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A call that could not connect to the instance that its balancer picked is made at another one:
 * the caller sees one answer, and the balancer's callbacks each attempt. What may have been sent is
 * not sent again.
 */
@Timeout(120)
@Tag("following")
class RerouteIT {

  private static final String RIBBON = "RibbonRerouteProgram";
  private static final long CALLS = 8;
  private static final long BODY = 100_000;

  static Stream<RerouteVersions> versions() {
    return RerouteVersions.all();
  }

  @Tag("core")
  @ParameterizedTest
  @MethodSource("versions")
  void makesBlockingCallsThatNeverLeftAtAnotherInstance(RerouteVersions versions) {
    Output agent =
        Following.assertSilent(Following.run(versions.fork().withAgent(), "RerouteProgram"));
    for (String client : clients(versions)) {
      assertMadeElsewhere(versions, agent, client + "-refused");
      assertMadeElsewhere(versions, agent, client + "-timeout");
      assertFails(agent, client);
    }
    assertThat(agent.values("audited"))
        .as("it was sent, and what refused then was another")
        .containsEntry("refused", CALLS)
        .containsEntry("served", CALLS);
  }

  @Tag("core")
  @ParameterizedTest
  @MethodSource("versions")
  void makesReactiveCallsThatNeverLeftAtAnotherInstance(RerouteVersions versions) {
    Output agent =
        Following.assertSilent(
            Following.run(versions.fork().withAgent(), "ReactiveRerouteProgram"));
    for (String body : List.of("array-refused", "stream-refused", "multipart-refused")) {
      assertMadeElsewhere(versions, agent, body);
    }
    assertMadeElsewhere(versions, agent, "non-blocking");
    assertThat(agent.values("stream-refused"))
        .as("a body is read once there is a connection")
        .containsEntry("reads", CALLS);
    for (String body : List.of("array", "stream", "multipart")) {
      assertFails(agent, body);
    }
    assertThat(agent.values("audited"))
        .as("it was sent, and what refused then was another")
        .containsEntry("refused", CALLS)
        .containsEntry("served", CALLS);
  }

  private static void assertMadeElsewhere(RerouteVersions versions, Output agent, String name) {
    Map<String, Long> values = agent.values(name);
    assertThat(values)
        .as(name)
        .containsEntry("answered", CALLS)
        .containsEntry("served", CALLS + (name.equals("non-blocking") ? CALLS : 0));
    assertThat(values.get("bytes")).as(name).isBetween(CALLS * BODY, CALLS * (BODY + 1000));
    long attempts = values.get("behind");
    assertThat(attempts).as("%s: one of two calls meets it", name).isEqualTo(CALLS + CALLS / 2);
    if (versions.balancer().isIn("[3,)")) {
      assertThat(values)
          .as(name)
          .containsEntry("starts", attempts)
          .containsEntry("requests", attempts)
          .containsEntry("successes", CALLS)
          .containsEntry("failures", attempts - CALLS);
    }
  }

  private static void assertFails(Output agent, String client) {
    assertThat(agent.values(client + "-only"))
        .as("%s: there is no other", client)
        .containsEntry("refused", CALLS)
        .containsEntry("suppressed", 0L)
        .containsEntry("behind", CALLS);
    assertThat(agent.values(client + "-both"))
        .as("%s: the other refuses too, which is known then", client)
        .containsEntry("refused", CALLS)
        .containsEntry("suppressed", CALLS / 2)
        .containsEntry("behind", CALLS + CALLS / 2);
    assertThat(agent.values(client + "-cut"))
        .as("%s: it may have been sent", client)
        .containsEntry("others", CALLS)
        .containsEntry("behind", CALLS);
  }

  @Test
  void makesCallsThroughRibbonAtAnotherServerUnlessRibbonDoes() {
    Output agent = Following.assertSilent(Following.run(ribbon().withAgent(), RIBBON));
    for (String client : List.of("resttemplate", "feign", "feign-timeouts")) {
      assertThat(agent.values(client))
          .as(client)
          .isEqualTo(Map.of("answered", CALLS, "served", CALLS, "attempts", CALLS + CALLS / 2));
    }
    Output plain = Following.run(ribbon(), RIBBON);
    assertThat(plain.values("resttemplate")).containsEntry("answered", CALLS / 2);
    assertThat(plain.values("feign-timeouts")).containsEntry("answered", CALLS / 2);
    assertThat(plain.values("feign"))
        .as("Ribbon goes to the next server by itself, whatever the method")
        .containsEntry("answered", CALLS)
        .containsEntry("served", CALLS);
  }

  private static Fork ribbon() {
    return new Fork(
        Jars.of(
            List.of(
                "com.alibaba.nacos:nacos-client:2.1.0",
                "org.springframework.cloud:spring-cloud-starter-netflix-ribbon:2.2.9.RELEASE",
                "org.springframework.cloud:spring-cloud-openfeign-core:2.2.9.RELEASE",
                "io.github.openfeign:feign-core:10.12",
                "org.springframework:spring-web:5.2.25.RELEASE")));
  }

  /** What the agent is for; where this does not fail, the test above would prove nothing. */
  @ParameterizedTest
  @MethodSource("versions")
  void loseTheseCallsWithoutTheAgentAndWithoutTheOption(RerouteVersions versions) {
    for (Fork fork :
        List.of(
            versions.fork(), versions.fork().with("-Dnacos.graceful.reroute=off").withAgent())) {
      Output plain = Following.run(fork, "RerouteProgram");
      for (String client : clients(versions)) {
        assertThat(plain.values(client + "-refused").get("refused"))
            .as(client)
            .isBetween(CALLS / 2 - 1, CALLS / 2 + 1);
        assertThat(plain.values(client + "-refused")).containsEntry("behind", CALLS);
      }
    }
  }

  private static List<String> clients(RerouteVersions versions) {
    List<String> clients = new ArrayList<>(List.of("feign", "resttemplate-Simple"));
    if (versions.balancer().isIn("[,5)")) {
      clients.add("resttemplate-HttpComponents"); // later it lacks the setter for the time to wait
    }
    if (versions.balancer().isIn("[4.1,)")) {
      clients.add("resttemplate-Jdk");
    }
    return clients;
  }
}

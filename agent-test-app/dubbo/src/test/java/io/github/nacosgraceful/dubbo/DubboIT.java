package io.github.nacosgraceful.dubbo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nacosgraceful.testbed.NacosNode;
import io.github.nacosgraceful.testbed.Workspace;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Providers that register without Spring are replaced under load, as they are and with the agent.
 *
 * <p>Dubbo's own shutdown hook deregisters, closes every NamingService and waits; with the agent
 * all is done before it begins.
 */
@Tag("dubbo")
class DubboIT {

  /** Beside what the drain is for: two cores that others use too. */
  private static final long DRAIN_MILLIS = 5_000;

  /** Consumers follow by themselves: the agent must not be in their way. */
  private static final long FOLLOW_MILLIS = 3_000;

  private static final long DELAY_MILLIS = 3_000;

  /** Each call takes half a second. */
  private static final String WORK = "-Dwork=500";

  private static final String NO_WAIT = "-Ddubbo.service.shutdown.wait=1";
  private static final Workspace WORKSPACE = Workspace.find("dubbo");
  private static Servers servers;

  @BeforeAll
  static void start() {
    servers = new Servers(WORKSPACE);
  }

  @AfterAll
  static void stop() {
    servers.close();
  }

  @Test
  void dubbo33ByInterfaceLeavesBeforeItsOwnHook() throws Exception {
    replacePlainAndWithAgent("3.1", Software.dubbo33("interface"));
  }

  @Test
  void dubbo33ByApplicationLeavesBeforeItsOwnHook() throws Exception {
    replacePlainAndWithAgent("3.1", Software.dubbo33("instance"));
  }

  @Test
  void dubbo33ByBothLeavesBeforeItsOwnHook() throws Exception {
    replacePlainAndWithAgent("3.1", Software.dubbo33("all"));
  }

  @Test
  void dubbo33NeedsNoWaitOfItsOwn() throws Exception {
    replacePlainAndWithAgent(
        "3.1", Software.dubbo33("interface").withProviders("no-wait", NO_WAIT));
  }

  @Test
  void dubbo27OnClient2LeavesBeforeItsOwnHook() throws Exception {
    replacePlainAndWithAgent("3.1", Software.dubbo27("2.1.2"));
  }

  @Test
  void dubbo27OnClient1LeavesBeforeItsOwnHook() throws Exception {
    replacePlainAndWithAgent("2.2.4", Software.dubbo27("1.4.2"));
  }

  @Test
  void dubbo27NeedsNoWaitOfItsOwn() throws Exception {
    ReplacementOutcome plain =
        replacePlainAndWithAgent(
            "3.1", Software.dubbo27("2.1.2").withProviders("no-wait", NO_WAIT));
    assertThat(plain.failed()).as("failed calls without the agent").isPositive();
  }

  @Test
  void plainGrpcServerServesUntilItsCallersAreTold() throws Exception {
    ReplacementOutcome plain = replacePlainAndWithAgent("3.1", Software.grpc("2.5.1"));
    assertThat(plain.failed()).as("failed calls without the agent").isPositive();
  }

  @Test
  void doesNotComeBackWhatKeepsExporting() throws Exception {
    Software restless = Software.dubbo33("all").withProviders("restless", "-Drestless=true");
    ReplacementOutcome agent = replace("3.1", restless, true);

    assertLeavesWhileItServes(agent);
  }

  /** Dubbo itself would not wait for them, nor does a JVM whose gRPC server is shut down. */
  @Test
  void dubbo33ServesCallsInFlight() throws Exception {
    replaceWhileCallsAreInFlight(Software.dubbo33("interface").withProviders("work", NO_WAIT));
  }

  @Test
  void dubbo27ServesCallsInFlight() throws Exception {
    replaceWhileCallsAreInFlight(Software.dubbo27("2.1.2").withProviders("work", NO_WAIT));
  }

  @Test
  void grpcServesCallsInFlightAndNamesItsStreams() throws Exception {
    ReplacementOutcome agent =
        replaceWhileCallsAreInFlight(
            Software.grpc("2.5.1").withProviders("streams", WORK).with("-Dwatch=true"));
    assertThat(agent.summary().get(0)).contains("in flight 0; still open 1 gRPC stream;");
  }

  /** Its calls are streams, too, and end within half a second; two more stay open. */
  @Test
  void triple33ServesStreamsInFlightAndNamesThoseThatStay() throws Exception {
    replaceWhileStreamsAreOpen("3.3.6");
  }

  @Test
  void triple30ServesStreamsInFlightAndNamesThoseThatStay() throws Exception {
    replaceWhileStreamsAreOpen("3.0.15");
  }

  private static void replaceWhileStreamsAreOpen(String version) throws Exception {
    replaceWhileStreamsAreOpen(servers, version);
  }

  static void replaceWhileStreamsAreOpen(Servers servers, String version) throws Exception {
    ReplacementOutcome agent =
        replaceWhileCallsAreInFlight(
            servers, Software.triple(version).withProviders("streams", NO_WAIT));
    assertThat(agent.summary().get(0)).contains("in flight 0; still open 2 Dubbo streams;");
  }

  /** Each of its services waits; who registers by hand waits as well. */
  @Test
  void dubbo33JoinsWhenItIsTold() throws Exception {
    joinsLate(Software.dubbo33("all"));
  }

  @Test
  void grpcJoinsWhenItIsTold() throws Exception {
    joinsLate(Software.grpc("2.5.1"));
  }

  private static void joinsLate(Software software) throws Exception {
    ReplacementOutcome agent =
        replace(
            "3.1",
            software.withProviders(
                "late", "-Dnacos.graceful.register.delay=" + DELAY_MILLIS + "ms"),
            true);
    assertLeavesWhileItServes(agent);
    assertThat(agent.joinedMillis())
        .as("after it was asked for")
        .hasSameSizeAs(software.services())
        .allMatch(millis -> millis >= DELAY_MILLIS);
    assertThat(agent.followMillis()).isGreaterThan(DELAY_MILLIS / 2);
  }

  private static ReplacementOutcome replaceWhileCallsAreInFlight(Software software)
      throws Exception {
    return replaceWhileCallsAreInFlight(servers, software);
  }

  static ReplacementOutcome replaceWhileCallsAreInFlight(Servers servers, Software software)
      throws Exception {
    ReplacementOutcome agent = replace(servers, "3.1", software.withProviders("slow", WORK), true);
    assertLeavesWhileItServes(agent);
    assertThat(agent.summary().get(0)).contains("in flight 0");
    return agent;
  }

  /** Returns what it was without the agent. */
  private static ReplacementOutcome replacePlainAndWithAgent(String nacos, Software software)
      throws Exception {
    ReplacementOutcome plain = replace(nacos, software, false);
    ReplacementOutcome agent = replace(nacos, software, true);

    assertLeavesWhileItServes(agent);
    assertThat(agent.summary()).singleElement().asString().contains("INFO");
    for (String service : software.services()) {
      assertThat(agent.summary().get(0)).containsOnlyOnce("@@" + service + " [");
    }
    assertThat(plain.problems()).as("in the log").containsAll(agent.problems());
    assertThat(agent.exitMillis()).isLessThan(plain.exitMillis() + DRAIN_MILLIS);
    assertThat(agent.followMillis()).isLessThan(plain.followMillis() + FOLLOW_MILLIS);
    return plain;
  }

  private static void assertLeavesWhileItServes(ReplacementOutcome agent) {
    assertThat(agent.failed()).as("failed calls with the agent").isZero();
    assertThat(agent.goneMillis()).as("gone before its end").isNotNegative();
    assertThat(agent.servedWhenGone()).as("its port was open then").isTrue();
    assertThat(agent.cameBack()).as("came back").isFalse();
    assertThat(agent.listedAfterExit()).as("listed after its end").isZero();
    assertThat(agent.summary()).singleElement().asString().contains("suppressed errors 0");
    assertThat(agent.consumerArmed()).as("the consumer has the agent too").isTrue();
    assertThat(agent.consumerWarnings()).isEmpty();
  }

  private static ReplacementOutcome replace(String version, Software software, boolean agent)
      throws Exception {
    return replace(servers, version, software, agent);
  }

  private static ReplacementOutcome replace(
      Servers servers, String version, Software software, boolean agent) throws Exception {
    NacosNode nacos = servers.nacos(version);
    try (Fleet fleet = new Fleet(software, nacos, agent, WORKSPACE)) {
      ReplacementOutcome outcome = new Replacement(fleet).run();
      System.out.println(outcome.row(software.name() + (agent ? ", agent" : ", plain")));
      return outcome;
    }
  }
}

package io.github.nacosgraceful.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.nacosgraceful.testbed.Cluster;
import io.github.nacosgraceful.testbed.NacosNode;
import io.github.nacosgraceful.testbed.Ports;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What applications do with nacos-client itself, with the agent and without it. */
@Tag("wild")
class WildClientsIT {

  @RegisterExtension static final FaultBed BED = new FaultBed();

  private static final Duration LONGEST = Duration.ofSeconds(30);

  /** A younger connection may be to a server that has just come up. */
  private static final Duration BELIEVED = Duration.ofSeconds(16);

  static Stream<With> withConnection() {
    return With.each("3.1 2.2.0", "3.1 3.1.1");
  }

  static Stream<With> eachFamily() {
    return With.each("3.1 1.4.2", "3.1 2.2.0", "3.1 2.5.1", "3.1 3.1.1");
  }

  /** With a connection a server keeps one instance of a service: the last one is the right one. */
  @ParameterizedTest
  @MethodSource("withConnection")
  void ofSeveralPortsOfOneServiceTheLastIsThere(With with) throws Exception {
    try (FaultCase run = BED.begin(with)) {
      run.jvm("-Dnacos.graceful.admin.port=0").start();
      String first = "127.0.0.1:" + Ports.application();
      run.client().tell("serve " + run.port());
      run.client()
          .tell(
              "register %s %s %s"
                  .formatted(run.service(), FaultCase.GROUP, first.replace(':', ' ')));
      run.client().tell(run.instance("register"));
      run.awaitCalls();
      await("only the last").atMost(LONGEST).until(() -> run.isListedEverywhere(run.address()));
      if (with.agent()) {
        await("ready")
            .atMost(LONGEST)
            .until(() -> run.client().askAgent("GET", "/readiness").statusCode() == 200);
        assertThat(run.client().askAgent("POST", "/offline").body()).contains("\"ok\": true");
        run.awaitListed(false);
        assertThat(run.client().askAgent("POST", "/online").body()).contains("\"ok\": true");
        await("the last again").atMost(LONGEST).until(() -> run.isListedEverywhere(run.address()));
      }
      Exit exit = run.terminate();
      exit.promises(Exit::failsNoCall);
    }
  }

  /** A caller of one cluster of a service, whose last instance leaves while others have some. */
  @ParameterizedTest
  @MethodSource("eachFamily")
  void aClusterWithoutInstancesIsEmpty(With with) throws Exception {
    try (FaultCase run = BED.begin(with);
        NamingClient one = run.another("one", false);
        NamingClient two = run.another("two", false)) {
      run.start();
      long connected = System.nanoTime();
      String other =
          "register %s %s 127.0.0.1 %d cluster=two"
              .formatted(run.service(), FaultCase.GROUP, Ports.application());
      one.tell(run.instance("register") + " cluster=one");
      two.tell(other);
      String cluster = "%s %s one".formatted(run.service(), FaultCase.GROUP);
      run.awaitListed(run.service(), FaultCase.GROUP, "", 2);
      run.client().tell("subscribe " + cluster);
      await("known")
          .atMost(LONGEST)
          .until(() -> run.client().ask("list " + cluster).equals("OK " + run.address()));

      await("a connection that is believed")
          .atMost(LONGEST)
          .until(() -> System.nanoTime() - connected > BELIEVED.toNanos());
      one.tell(run.instance("deregister") + " cluster=one");
      run.awaitListed(false);
      long begin = System.nanoTime();
      await("empty")
          .atMost(FaultCase.PATIENCE)
          .until(() -> run.client().ask("list " + cluster).equals("OK"));
      double seconds = (System.nanoTime() - begin) / 1e9;
      run.note("known to the caller for %.1f s more".formatted(seconds));
      run.done();
      // A client 1 that misses a push asks again within ten seconds.
      assertThat(seconds).isLessThan(with.hasClient1() ? 15 : 5);
    }
  }

  /** The same service at two Nacos, through one process: what happens at one is not the other's. */
  @ParameterizedTest
  @MethodSource("eachFamily")
  void twoNacosAreKeptApart(With with) throws Exception {
    Cluster second = BED.shared(with.server(), 1);
    NacosNode there = second.nodes().get(0);
    try (FaultCase run = BED.begin(with)) {
      run.startAndRegister();
      run.client().tell("open there serverAddr=" + second.addresses());
      run.client().tell("@there " + run.instance("register"));
      awaitListed(there, run, Set.of(run.address()));

      run.client().tell("@there " + run.instance("deregister"));
      awaitListed(there, run, Set.of());
      assertThat(run.isListedEverywhere(run.address())).isTrue();

      run.client().tell("@there " + run.instance("register"));
      awaitListed(there, run, Set.of(run.address()));
      Exit exit = run.terminate();
      exit.promisesGoneFrom(4);
      if (with.agent()) {
        assertThat(there.listed(run.service(), FaultCase.GROUP)).isEmpty();
      }
    }
  }

  private static void awaitListed(NacosNode node, FaultCase run, Set<String> addresses) {
    await("listed by the other Nacos: " + addresses)
        .atMost(LONGEST)
        .ignoreExceptions()
        .until(() -> node.listed(run.service(), FaultCase.GROUP).equals(addresses));
  }
}

package io.github.nacosgraceful.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nacosgraceful.contract.Fork.Output;
import io.github.nacosgraceful.testbed.Jars;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each client of each library hears who says goodbye, of whom, and when it is over.
 *
 * <p>By default in the oldest version and the newest; in all in the suite.
 */
@Tag("contract")
class GoodbyeIT {

  private static final String PROGRAM = "io.github.nacosgraceful.contract.program.GoodbyeProgram";
  private static final String GATEWAY = "io.github.nacosgraceful.contract.program.PassedOnProgram";
  private static final String DEFAULT = "feign.Client$Default";
  private static final String SPRING = "org.springframework.http.client.";
  private static final String SIMPLE = SPRING + "SimpleClientHttpRequestFactory";
  private static final String JDK = SPRING + "JdkClientHttpRequestFactory";
  private static final String REACTOR = SPRING + "reactive.ReactorClientHttpConnector";
  private static final String ZUUL = "zuul";
  private static final String JDK_CONNECTOR = SPRING + "reactive.JdkClientHttpConnector";

  static Stream<Arguments> calls() {
    return Stream.of(
            Library.NETFLIX_RIBBON.versions().map(version -> Arguments.of(version, ZUUL)),
            Library.FEIGN
                .chosenVersions("contract")
                .flatMap(version -> feign(version).map(client -> Arguments.of(version, client))),
            Library.SPRING_WEB
                .chosenVersions("contract")
                .flatMap(version -> spring(version).map(client -> Arguments.of(version, client))))
        .flatMap(calls -> calls);
  }

  private static Stream<String> feign(Version version) {
    boolean hasOthers = version.isIn("[10.1,13.13)");
    return Stream.of(
            Stream.of(DEFAULT, "post:" + DEFAULT),
            hasOthers
                ? Stream.of("feign.okhttp.OkHttpClient", "feign.httpclient.ApacheHttpClient")
                : Stream.<String>empty(),
            hasOthers && version.isIn("[10.12,)")
                ? Stream.of("feign.hc5.ApacheHttp5Client")
                : Stream.<String>empty())
        .flatMap(clients -> clients);
  }

  private static Stream<String> spring(Version version) {
    return Stream.of(
            Stream.of(SIMPLE, "post:" + SIMPLE),
            version.isIn("[6.1,)") ? Stream.of(JDK, "post:" + JDK) : Stream.<String>empty(),
            Stream.of(REACTOR, "post:" + REACTOR),
            version.isIn("[6.0,)") ? Stream.of(JDK_CONNECTOR) : Stream.<String>empty())
        .flatMap(clients -> clients);
  }

  @Tag("core")
  @ParameterizedTest
  @MethodSource("calls")
  void isHeard(Version version, String client) throws Exception {
    Output agent = fork(version).withAgent().run(PROGRAM, client);
    assertThat(agent.exit()).as(agent.toString()).isZero();
    assertThat(agent.err()).contains(" armed on Java ").doesNotContain("suppressed");
    // Nobody knows when a call of these two began.
    boolean timed = !client.equals(JDK_CONNECTOR) && !client.equals(ZUUL);
    // Theirs is what a gateway passes on.
    long seen = client.endsWith(REACTOR) || client.equals(ZUUL) ? 0 : 1;
    assertThat(new TreeMap<>(agent.values("goodbye")))
        .as(agent.toString())
        .isEqualTo(
            new TreeMap<>(
                Map.of(
                    "before", 10L,
                    "foreign", 10L,
                    "left", 0L,
                    "takenBack", timed ? 10L : 0L,
                    "again", 0L,
                    "successor", 10L,
                    "itsOwn", timed ? 0L : 10L,
                    "seen", seen)));
  }

  @Test
  void isNotHeardWhereThatIsOff() throws Exception {
    Output agent =
        fork(Library.FEIGN.version("13.13"))
            .withAgent()
            .with("-Dnacos.graceful.goodbye=off")
            .run(PROGRAM, DEFAULT);
    assertThat(agent.exit()).as(agent.toString()).isZero();
    assertThat(agent.values("goodbye")).containsEntry("left", 10L).containsEntry("itsOwn", 10L);
  }

  static Stream<Version> gateways() {
    return Stream.concat(Library.GATEWAY_SERVER_MVC.versions(), Library.GATEWAY_MVC.versions());
  }

  @Tag("core")
  @ParameterizedTest
  @MethodSource("gateways")
  void isNotPassedOn(Version gateway) throws Exception {
    Output agent = new Fork(Jars.of(gateway.coordinates())).withAgent().run(GATEWAY);
    assertThat(agent.exit()).as(agent.toString()).isZero();
    assertThat(agent.err()).contains(" armed on Java ").doesNotContain("suppressed");
    assertThat(agent.values("passed-on")).isEqualTo(Map.of("goodbye", 0L, "other", 1L));
  }

  static Fork fork(Version version) {
    boolean isNewSpring = version.library().name().equals("spring-web") && version.isIn("[6.0,)");
    return new Fork(
        Jars.of(
            Stream.of(
                    isNewSpring
                        // First: the Nacos client brings an older Jackson.
                        ? List.of(
                            "com.fasterxml.jackson.core:jackson-databind:2.22.4",
                            "org.springframework:spring-context:" + version.number())
                        : List.<String>of(),
                    Library.NACOS_CLIENT.version("2.1.0").coordinates(),
                    Library.RIBBON.version("2.3.0").coordinates(),
                    version.coordinates(),
                    List.of("org.slf4j:slf4j-api:1.7.36"))
                .flatMap(List::stream)
                .toList()));
  }
}

package io.github.nacosgraceful.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nacosgraceful.contract.Fork.Output;
import io.github.nacosgraceful.testbed.Jars;
import io.github.nacosgraceful.testbed.Suite;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A request that a real Gateway could not pass on to the instance that its balancer picked is
 * passed on to another one, with its whole body, and once.
 */
@Timeout(120)
@Tag("following")
class GatewayIT {

  private static final long REQUESTS = 8;
  private static final long BODY = 100_000;

  /** Versions that were used together. */
  private record Versions(String gateway, String balancer, String boot, String nacos) {

    Fork fork() {
      return new Fork(
          Jars.of(
              List.of(
                  "org.springframework.boot:spring-boot-starter-"
                      + (isMvc() ? "web:" : "webflux:")
                      + boot,
                  "org.springframework.cloud:spring-cloud-starter-" + gateway,
                  "org.springframework.cloud:spring-cloud-starter-" + balancer,
                  "com.alibaba.nacos:nacos-client:" + nacos,
                  "org.apache.httpcomponents:httpclient:4.5.13"))); // which Ribbon asks for
    }

    Output run(Fork fork) {
      String kind = isMvc() ? "mvc" : balancer.contains("ribbon") ? "ribbon" : "webflux";
      return Following.run(fork, "GatewayProgram", kind);
    }

    boolean isMvc() {
      return gateway.contains("webmvc");
    }

    @Override
    public String toString() {
      return gateway + " with " + balancer;
    }
  }

  static Stream<Versions> versions() {
    return Stream.of(
            new Versions(
                "gateway:2.2.9.RELEASE", "netflix-ribbon:2.2.9.RELEASE", "2.3.12.RELEASE", "2.1.0"),
            new Versions(
                "gateway:2.2.9.RELEASE", "loadbalancer:2.2.9.RELEASE", "2.3.12.RELEASE", "2.1.0"),
            new Versions("gateway:3.1.4", "loadbalancer:3.1.5", "2.6.15", "2.2.0"),
            new Versions("gateway-server-webflux:4.3.0", "loadbalancer:4.3.0", "3.5.7", "3.0.3"),
            new Versions("gateway-server-webmvc:4.3.0", "loadbalancer:4.3.0", "3.5.7", "3.0.3"))
        .skip(Suite.is("following") ? 0 : 3);
  }

  @Tag("core")
  @ParameterizedTest
  @MethodSource("versions")
  void passesOnToAnotherInstanceWhatNeverLeft(Versions versions) {
    Output agent = Following.assertSilent(versions.run(versions.fork().withAgent()));
    assertThat(agent.values("refused"))
        .containsEntry("answered", REQUESTS)
        .containsEntry("served", REQUESTS)
        .containsEntry("bytes", REQUESTS * BODY);
    assertThat(agent.values("only")).containsEntry("failed", REQUESTS);
    assertThat(agent.values("both")).containsEntry("failed", REQUESTS);
    assertThat(agent.values("cut"))
        .as("it may have been sent")
        .containsEntry("failed", REQUESTS)
        .containsEntry("cut", REQUESTS);
    if (versions.isMvc()) {
      return; // its Retry needs spring-retry, and repeats GET alone
    }
    assertThat(agent.values("retried"))
        .as("a route with a filter that retries keeps to it, and to the methods that it retries")
        .isEqualTo(
            Map.of("answered", 4L, "failed", 4L, "served", 4L, "bytes", 4 * BODY, "cut", 0L));
  }

  /** What the agent is for; where this does not fail, the test above would prove nothing. */
  @ParameterizedTest
  @MethodSource("versions")
  void losesTheseRequestsWithoutTheAgent(Versions versions) {
    Output plain = versions.run(versions.fork());
    assertThat(plain.values("refused"))
        .containsEntry("answered", REQUESTS / 2)
        .containsEntry("failed", REQUESTS / 2);
  }
}

package io.github.nacosgraceful.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HealthChecksTest {

  @Test
  void areKnownByTheirSenders() {
    assertThat(HealthChecks.send("kube-probe/1.29")).isTrue();
    assertThat(HealthChecks.send("ELB-HealthChecker/2.0")).isTrue();
    assertThat(HealthChecks.send("GoogleHC/1.0")).isTrue();
    assertThat(HealthChecks.send("Load Balancer Agent")).as("Azure").isTrue();
    assertThat(HealthChecks.send("Envoy/HC")).isTrue();
    assertThat(HealthChecks.send("Consul Health Check")).isTrue();
  }

  @Test
  void areNotWhateverElseIsSent() {
    assertThat(HealthChecks.send(null)).isFalse();
    assertThat(HealthChecks.send("")).isFalse();
    assertThat(HealthChecks.send("Java-http-client/17")).isFalse();
    assertThat(HealthChecks.send("not a kube-probe/1.29")).isFalse();
  }
}

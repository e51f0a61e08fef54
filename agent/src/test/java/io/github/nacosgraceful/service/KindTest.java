package io.github.nacosgraceful.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nacosgraceful.instance.HostPort;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KindTest {

  @Test
  void isTheSameOfInstancesThatSayTheSame() {
    assertThat(of("10.0.0.1:1", "A", Map.of("version", "2", "zone", "z")))
        .isEqualTo(of("10.0.0.2:1", "A", Map.of("zone", "z", "version", "2")))
        .hasSameHashCodeAs(of("10.0.0.2:1", "A", Map.of("zone", "z", "version", "2")));
    assertThat(of("10.0.0.1:1", null, null)).isEqualTo(of("10.0.0.2:1", "", Map.of()));
  }

  @Test
  void differsWithVersionZoneClusterAndLane() {
    Kind plain = of("10.0.0.1:1", "A", Map.of());
    assertThat(of("10.0.0.2:1", "B", Map.of())).isNotEqualTo(plain);
    for (String name : List.of("version", "zone", "idc", "lane", "groupId", "host.group", "")) {
      assertThat(of("10.0.0.2:1", "A", Map.of(name, "x"))).as(name).isNotEqualTo(plain);
      assertThat(of("10.0.0.2:1", "A", Map.of(name, "x")))
          .as(name)
          .isNotEqualTo(of("10.0.0.1:1", "A", Map.of(name, "y")));
    }
  }

  /** As Spring Cloud Alibaba, Dubbo, Kubernetes and the agent write it. */
  @Test
  void doesNotDifferWithWhatEachSaysOfItself() {
    assertThat(
            of(
                "10.0.0.1:1",
                "A",
                Map.of(
                    "preserved.register.source", "SPRING_CLOUD",
                    "IPv6", "[fe80::1]",
                    "nacos-graceful.warmup", "120000;2.0;1700000000000",
                    "nacos-graceful.agent", "1.0.0;8719",
                    "nacos.instanceId", "10.0.0.1#1#A#orders",
                    "management.port", "9001",
                    "dubbo.endpoint", "dubbo://10.0.0.1:20880",
                    "started", "1700000000000",
                    "pod-name", "orders-6f7-x1")))
        .isEqualTo(
            of(
                "10.0.0.2:1",
                "A",
                Map.of(
                    "preserved.register.source", "SPRING_CLOUD",
                    "IPv6", "[fe80::2]",
                    "nacos-graceful.warmup", "120000;2.0;1700000000017",
                    "nacos-graceful.agent", "1.1.0",
                    "nacos.instanceId", "10.0.0.2#1#A#orders",
                    "management.port", "9002",
                    "dubbo.endpoint", "dubbo://10.0.0.2:20880",
                    "started", "1700000000017",
                    "pod-name", "orders-6f7-x2")));
  }

  private static Kind of(String address, String cluster, Map<String, String> metadata) {
    return new Kind(HostPort.parse(address), cluster, metadata);
  }
}

package io.github.nacosgraceful.instance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceNameTest {

  @ParameterizedTest
  @CsvSource({
    "orders, , orders, ''",
    "G@@orders, G, orders, ''",
    "G@@orders@@a, G, orders, a",
    "@@orders, '', orders, ''"
  })
  void areReadAsNacosWritesThem(String text, String group, String name, String clusters) {
    ServiceName service = ServiceName.parse(text);
    assertThat(service.group).isEqualTo(group);
    assertThat(service.name).isEqualTo(name);
    assertThat(service.clusters).isEqualTo(clusters);
    assertThat(service).hasToString(text);
    assertThat(ServiceName.bare(text)).isEqualTo(name);
  }

  /** Client 1 writes the group into the name, newer ones beside it. */
  @Test
  void areTheSameWhereverTheGroupIsSaid() {
    assertThat(ServiceName.of("DEFAULT_GROUP", "G@@orders"))
        .isEqualTo(ServiceName.of("G", "orders"))
        .hasSameHashCodeAs(ServiceName.parse("G@@orders"));
    assertThat(ServiceName.of("G", "orders", "a,b")).hasToString("G@@orders@@a,b");
    assertThat(ServiceName.of("G", "orders", "")).isEqualTo(ServiceName.of("G", "orders", null));
  }

  @ParameterizedTest
  @ValueSource(strings = {"G@@bills", "H@@orders", "G@@orders@@a", "orders"})
  void areDifferentInEachOfTheirParts(String other) {
    assertThat(ServiceName.parse(other)).isNotEqualTo(ServiceName.parse("G@@orders"));
  }

  @Test
  void nameTheirInstances() {
    assertThat(ServiceName.of("G", "orders").instance(HostPort.of("::1", 80)))
        .isEqualTo("G@@orders [::1]:80");
  }
}

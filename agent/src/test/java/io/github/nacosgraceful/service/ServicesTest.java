package io.github.nacosgraceful.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServicesTest {

  private static final Set<String> ONE = Collections.singleton("10.0.0.1:8080");
  private static final Set<String> NONE = Collections.emptySet();

  private final Services epochs = new Services(new WarmUps(0.5));

  @ParameterizedTest
  @CsvSource({
    "orders,orders",
    "DEFAULT_GROUP@@orders,orders",
    "my-group@@orders@@cluster-a,orders",
    "@@orders,orders"
  })
  void knowsServicesByTheirBareName(String name, String service) {
    epochs.bump(name, ONE, Map.of());
    assertThat(epochs.find(service)).isNotNull();
    assertThat(epochs.find(service).current()).isOne();
  }

  @Test
  void doesNotKnowWhatNacosNeverMentioned() {
    epochs.bump("orders", ONE, Map.of());
    assertThat(epochs.find("Orders")).isNull();
    assertThat(epochs.find(null)).isNull();
  }

  /** As one of another registry, for which an application asks Nacos too. */
  @Test
  void doesNotKnowAServiceWithoutAnyInstanceSoFar() {
    epochs.bump("orders", NONE, Map.of());
    assertThat(epochs.find("orders")).isNull();
    epochs.bump("orders", ONE, Map.of());
    epochs.bump("orders", NONE, Map.of());
    assertThat(epochs.find("orders").current()).isEqualTo(2);
  }

  @Test
  void movesOnWithEachReportAndKeepsWhatItSaid() {
    epochs.bump("A@@orders", ONE, Map.of());
    Service orders = epochs.find("orders");
    assertThat(orders.isListed()).isTrue();
    assertThat(orders.lists("10.0.0.1:8080")).isTrue();
    assertThat(orders.lists("10.0.0.2:8080")).isFalse();
    epochs.bump("A@@orders", NONE, Map.of());
    assertThat(orders.current()).isEqualTo(2);
    assertThat(orders.isListed()).isFalse();
    assertThat(orders.lists("10.0.0.1:8080")).isFalse();
    assertThat(epochs.find("orders")).isSameAs(orders);
  }

  @Test
  void listsWhatAnyGroupLists() {
    epochs.bump("A@@orders", ONE, Map.of());
    epochs.bump("B@@orders", NONE, Map.of());
    assertThat(epochs.find("orders").isListed()).isTrue();
    assertThat(epochs.find("orders").lists("10.0.0.1:8080")).isTrue();
  }

  @Test
  void tellsEachListenerAfterTheBump() {
    List<String> first = new ArrayList<>();
    List<String> second = new ArrayList<>();
    epochs.onBump(service -> first.add(service + epochs.find(service).current()));
    epochs.onBump(second::add);
    epochs.bump("G@@orders", ONE, Map.of());
    epochs.bump("orders", ONE, Map.of());
    assertThat(first).containsExactly("orders1", "orders2");
    assertThat(second).containsExactly("orders", "orders");
  }
}

package io.github.nacosgraceful.epoch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EpochsTest {

  private final Epochs epochs = new Epochs();

  @ParameterizedTest
  @CsvSource({
    "orders,orders",
    "DEFAULT_GROUP@@orders,orders",
    "my-group@@orders@@cluster-a,orders",
    "@@orders,orders"
  })
  void knowsServicesByTheirBareName(String name, String service) {
    epochs.bump(name, true);
    assertThat(epochs.find(service)).isNotNull();
    assertThat(epochs.find(service).current()).isOne();
  }

  @Test
  void doesNotKnowWhatNacosNeverMentioned() {
    epochs.bump("orders", true);
    assertThat(epochs.find("Orders")).isNull();
    assertThat(epochs.find(null)).isNull();
  }

  @Test
  void movesOnWithEachReportAndKeepsWhatItSaid() {
    epochs.bump("orders", true);
    ServiceEpoch orders = epochs.find("orders");
    assertThat(orders.isListed()).isTrue();
    epochs.bump("A@@orders", false);
    assertThat(orders.current()).isEqualTo(2);
    assertThat(orders.isListed()).isFalse();
    assertThat(epochs.find("orders")).isSameAs(orders);
  }

  @Test
  void tellsItsListenerAfterTheBump() {
    List<String> told = new ArrayList<>();
    epochs.onBump(service -> told.add(service + epochs.find(service).current()));
    epochs.bump("G@@orders", true);
    epochs.bump("orders", true);
    assertThat(told).containsExactly("orders1", "orders2");
  }
}

package io.github.nacosgraceful.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GoAwaysTest {

  private final Traffic traffic = new Traffic();
  private final GoAways goAways = new GoAways(traffic);
  private final Object connection = new Object();

  @Test
  void tellsNobodyBeforeItIsTime() {
    assertThat(goAways.isDue(connection, "curl")).isFalse();

    traffic.close();
    assertThat(goAways.isDue(connection, "curl")).isTrue();
  }

  @Test
  void tellsEachConnectionOnce() {
    traffic.close();
    assertThat(goAways.isDue(connection, null)).isTrue();
    assertThat(goAways.isDue(connection, null)).isFalse();
    assertThat(goAways.isDue(new Object(), null)).isTrue();
  }

  @Test
  void neverTellsJavasOwnClient() {
    traffic.close();
    assertThat(goAways.isDue(connection, "Java-http-client/17.0.15")).isFalse();
    assertThat(goAways.isDue(connection, "ReactorNetty/1.2.11")).isTrue();
  }

  @Test
  void tellsNobodyAfterCallersMayStayAgain() {
    traffic.close();
    traffic.reopen();
    assertThat(goAways.isDue(connection, "curl")).isFalse();
  }
}

package io.github.nacosgraceful.node;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NodeAddressesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1:8848",
        "127.0.0.1",
        "http://127.0.0.1:8848",
        "[::1]:8848",
        "[::1]",
        "",
        "https://localhost:8848",
        "no-such-host.invalid:8848"
      })
  void leavesOneNodeAsItIsConfigured(String address) {
    assertThat(NodeAddresses.behind(address)).containsExactly(address);
  }

  /** What a name with several records becomes is shown on a real cluster: NodesIT. */
  @Test
  void takesTheRecordsOfANameForOneHostWhereTheyDifferInKindOnly() {
    assertThat(NodeAddresses.behind("localhost:8848")).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.1:8848,        10.0.0.1:8848, true",
    "10.0.0.1,             10.0.0.1:8848, true",
    "http://10.0.0.1:8848, 10.0.0.1:8848, true",
    "10.0.0.10,            10.0.0.1:8848, false",
    "10.0.0.1:8849,        10.0.0.1:8848, false",
    "[2001:DB8::1]:8848,   [2001:db8:0:0:0:0:0:1]:8848, true",
    "[2001:db8::1],        2001:db8::1:8848, true",
    "[2001:db8::1]:8849,   [2001:db8::1]:8848, false"
  })
  void knowsTheConnectedNodeByWhateverWasConfigured(
      String configured, String connected, boolean same) {
    assertThat(NodeAddresses.isSame(configured, connected)).isEqualTo(same);
  }
}

package io.github.nacosgraceful.instance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostPortTest {

  /** What a call meets is found in what Nacos lists, however either of them spells it. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://[2001:db8::1]:8080/work",
        "http://[2001:DB8::1]:8080/work",
        "http://[2001:db8:0:0:0:0:0:1]:8080/work",
        "http://[2001:0db8::0001%25eth0]:8080/work"
      })
  void ofACallIsThatOfNacos(URI called) {
    for (String listed : new String[] {"2001:db8::1", "[2001:db8::1]", "2001:DB8:0:0::1%2"}) {
      assertThat(HostPort.of(called))
          .as(listed)
          .isEqualTo(HostPort.of(listed, 8080))
          .hasSameHashCodeAs(HostPort.of(listed, 8080))
          .hasToString("[2001:db8::1]:8080");
    }
  }

  @Test
  void ofASocketIsThatOfNacos() {
    assertThat(HostPort.of(new InetSocketAddress("2001:db8::1", 8080)))
        .isEqualTo(HostPort.of("2001:db8::1", 8080));
    assertThat(HostPort.of(new InetSocketAddress("::1", 8080)))
        .isEqualTo(HostPort.of(URI.create("http://[::1]:8080")));
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.1, 10.0.0.1:1",
    "Orders-1.Orders, orders-1.orders:1",
    "::, [::]:1",
    "1:0:0:2:0:0:0:3, [1:0:0:2::3]:1",
    "1:0:0:2:0:0:3:4, [1::2:0:0:3:4]:1",
    "1:0:2:3:4:5:6:7, [1:0:2:3:4:5:6:7]:1",
    "::ffff:10.0.0.1, 10.0.0.1:1",
    "fe80::1%eth0, [fe80::1]:1",
    "no:Address, [no:address]:1"
  })
  void areWrittenInOneWay(String host, String text) {
    assertThat(HostPort.of(host, 1)).hasToString(text);
  }

  @ParameterizedTest
  @CsvSource({
    "http://10.0.0.1:8080/work?a=b, 10.0.0.1:8080",
    "http://orders-1.orders/work, orders-1.orders:80",
    "HTTPS://10.0.0.1/, 10.0.0.1:443",
    "http://[::1]:8080/, [::1]:8080"
  })
  void areReadFromUrls(URI url, String address) {
    assertThat(HostPort.of(url)).hasToString(address);
    assertThat(HostPort.ofUrl(url.toString())).hasToString(address);
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://with_underscore:80/", "mailto:nobody"})
  void areNotReadFromUrlsWithoutAHost(URI url) {
    assertThat(HostPort.of(url)).isNull();
  }

  @Test
  void areReadFromUrlsThatUriDoesNotTake() {
    assertThat(HostPort.ofUrl("http://10.0.0.1:8080/a b|c?d=@:1")).hasToString("10.0.0.1:8080");
    assertThat(HostPort.ofUrl("http://user:word@10.0.0.1#a")).hasToString("10.0.0.1:80");
    assertThat(HostPort.ofUrl("wss://10.0.0.1")).hasToString("10.0.0.1:443");
    assertThat(HostPort.ofUrl("/work")).isNull();
    assertThat(HostPort.ofUrl("http://")).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.1:8080, 10.0.0.1:8080",
    "[::1]:8080, [::1]:8080",
    "::1:8080, [::1]:8080",
    "10.0.0.1, ",
    "10.0.0.1:x, "
  })
  void areReadFromTexts(String text, String address) {
    assertThat(HostPort.parse(text)).isEqualTo(address == null ? null : HostPort.parse(address));
  }

  @ParameterizedTest
  @CsvSource({
    "nacos-0.nacos, nacos-0.nacos:8848",
    "nacos-0.nacos:80, nacos-0.nacos:80",
    "::1, [::1]:8848",
    "[::1], [::1]:8848",
    "[::1]:80, [::1]:80"
  })
  void areReadFromNodesAsTheyAreConfigured(String node, String address) {
    assertThat(HostPort.parse(node, 8848)).hasToString(address);
  }

  @Test
  void areThoseThatTheCallerUsed() {
    assertThat(HostPort.of(InetSocketAddress.createUnresolved("orders-1", 80)))
        .hasToString("orders-1:80");
    assertThat(HostPort.of(new InetSocketAddress("127.0.0.1", 80))).hasToString("127.0.0.1:80");
    assertThat(HostPort.of(null, 80)).isNull();
    assertThat(HostPort.of("", 80)).isNull();
  }

  @Test
  void areDifferentAtAnotherPortOrHost() {
    assertThat(HostPort.of("a", 1)).isNotEqualTo(HostPort.of("a", 2));
    assertThat(HostPort.of("a", 1)).isNotEqualTo(HostPort.of("b", 1));
    assertThat(HostPort.of("a", 10)).isLessThan(HostPort.of("a", 9)); // as texts are
  }
}

package io.github.nacosgraceful.instance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostPortTest {

  @ParameterizedTest
  @CsvSource({
    "http://10.0.0.1:8080/work?a=b, 10.0.0.1:8080",
    "http://orders-1.orders/work, orders-1.orders:80",
    "HTTPS://10.0.0.1/, 10.0.0.1:443",
    "http://[::1]:8080/, ::1:8080",
    "http://with_underscore:80/, ",
    "mailto:nobody, "
  })
  void areReadFromUrls(URI url, String address) {
    assertThat(HostPort.of(url)).isEqualTo(address);
  }

  @ParameterizedTest
  @CsvSource({
    "connection timed out: /10.0.0.1:8080, 10.0.0.1:8080",
    "connection timed out after 1000 ms: /10.0.0.1:8080, 10.0.0.1:8080",
    "connection timed out after 1000 ms: orders-1/10.0.0.1:8080, orders-1:8080",
    "connection timed out: /[0:0:0:0:0:0:0:1]:8080, 0:0:0:0:0:0:0:1:8080",
    "connection timed out: orders-1:8080, orders-1:8080",
    "connection timed out, ",
    "'', "
  })
  void areReadFromNettysWords(String message, String address) {
    assertThat(HostPort.ofMessage(message)).isEqualTo(address);
  }

  @Test
  void areThoseThatTheCallerUsed() {
    assertThat(HostPort.of(InetSocketAddress.createUnresolved("orders-1", 80)))
        .isEqualTo("orders-1:80");
    assertThat(HostPort.of(new InetSocketAddress("127.0.0.1", 80))).isEqualTo("127.0.0.1:80");
    assertThat(HostPort.of(null, 80)).isNull();
    assertThat(HostPort.of("host", -1)).isNull();
  }
}

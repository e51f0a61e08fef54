package io.github.nacosgraceful.reroute;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nacosgraceful.instance.HostPort;
import java.io.IOException;
import java.net.ConnectException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** By what the clients of the contract say, word for word. */
class FailedAddressTest {

  @ParameterizedTest
  @CsvSource({
    "'Connect to 10.0.0.1:8080 [/10.0.0.1] failed: Connection refused', 10.0.0.1:8080",
    "'Connect to http://10.0.0.1:8080 [/10.0.0.1] failed: Connection refused', 10.0.0.1:8080",
    "'Connect to http://[fd00::1]:8080 [/fd00::1] failed: Connection refused', [fd00::1]:8080",
    "'Failed to connect to /10.0.0.1:8080', 10.0.0.1:8080",
    "'Failed to connect to orders/10.0.0.1:8080', orders:8080",
    "'Connection refused: /10.0.0.1:8080', 10.0.0.1:8080",
    "'Connection refused: /[0:0:0:0:0:0:0:1]:8080', [::1]:8080",
    "'finishConnect(..) failed: Connection refused: orders/10.0.0.1:8080', orders:8080",
    "'connection timed out: /10.0.0.1:8080', 10.0.0.1:8080",
    "'connection timed out after 1000 ms: /10.0.0.1:8080', 10.0.0.1:8080",
    "'connection timed out after 1000 ms: orders-1/10.0.0.1:8080', orders-1:8080",
    "'connection timed out: /[0:0:0:0:0:0:0:1]:8080', [::1]:8080",
    "'connection timed out: /0:0:0:0:0:0:0:1:8080', [::1]:8080"
  })
  void isReadFromTheWordsOfEachClient(String message, String address) {
    assertThat(FailedAddress.in(message)).hasToString(address);
    Throwable thrown = new IOException("outer", new ConnectException(message));
    assertThat(FailedAddress.in(thrown)).isEqualTo(HostPort.parse(address));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Connection refused (Connection refused)",
        "I/O error on POST request for \"http://10.0.0.1:8080/a/b\": Connection refused",
        "connection timed out",
        "connection reset: by peer",
        ""
      })
  void isNotReadFromOtherWords(String message) {
    assertThat(FailedAddress.in(message)).isNull();
    assertThat(FailedAddress.in(new IOException(message))).isNull();
  }
}

package io.github.nacosgraceful.goodbye;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nacosgraceful.instance.HostPort;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoodbyeTest {

  private static final long START = 1_764_521_784_123L;

  private static HostPort at(String host, int port) {
    return HostPort.of(host, port);
  }

  private static List<HostPort> many(int number) {
    List<HostPort> many = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      many.add(at("10.0.0." + i, 8080));
    }
    return many;
  }

  @Test
  void saysItsAddressesAndItsStart() {
    Goodbye goodbye = new Goodbye(START, Arrays.asList(at("10.0.0.1", 8080), at("FD00::1", 8080)));
    assertThat(goodbye.text()).isEqualTo("10.0.0.1:8080, [fd00::1]:8080; start=1764521784123");
    assertThat(goodbye.start()).isEqualTo(START);
    assertThat(goodbye.isOf(at("10.0.0.1", 8080))).isTrue();
    assertThat(goodbye.isOf(at("fd00:0::1", 8080))).isTrue();
    assertThat(goodbye.isOf(at("10.0.0.1", 8081))).isFalse();
    assertThat(goodbye.isOf(at("10.0.0.2", 8080))).isFalse();
    assertThat(goodbye.isOf(null)).isFalse();
  }

  @Test
  void isReadAsItWasSaid() {
    List<HostPort> said =
        Arrays.asList(at("10.0.0.1", 1), at("::", 65_535), at("orders-1.my_net", 80));
    Goodbye goodbye = new Goodbye(START, said);
    assertThat(Goodbye.parse(goodbye.text()))
        .isEqualTo(goodbye)
        .hasSameHashCodeAs(goodbye)
        .hasToString(goodbye.text());
    assertThat(Goodbye.parse(goodbye.text()).addresses()).containsExactlyElementsOf(said);
    assertThat(goodbye).isNotEqualTo(new Goodbye(START + 1, said));
    assertThat(goodbye).isNotEqualTo(new Goodbye(START, said.subList(0, 2)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10.0.0.1:80; start=7",
        "10.0.0.1:80;start=7",
        "  10.0.0.1:80  ;  start=7  ",
        "10.0.0.1:80,\t10.0.0.2:80; start=7",
        "10.0.0.1:80, 10.0.0.1:80; start=7",
        "10.0.0.1:80; start=007",
        "10.0.0.1:80; reason=new; start=7; more"
      })
  void isReadHoweverItIsSpaced(String text) {
    assertThat(Goodbye.parse(text).start()).isEqualTo(7);
    assertThat(Goodbye.parse(text).isOf(at("10.0.0.1", 80))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        ";",
        ",",
        "; start=7",
        "start=7",
        "10.0.0.1:80",
        "10.0.0.1:80;",
        "10.0.0.1:80; start",
        "10.0.0.1:80; start=",
        "10.0.0.1:80; start=-7",
        "10.0.0.1:80; start=+7",
        "10.0.0.1:80; start=7ms",
        "10.0.0.1:80; start=٧",
        "10.0.0.1:80; start=9999999999999999999",
        "10.0.0.1:80; start=7; start=8",
        "10.0.0.1:80; Start=7",
        "10.0.0.1:80, ; start=7",
        ", 10.0.0.1:80; start=7",
        "10.0.0.1; start=7",
        ":80; start=7",
        "10.0.0.1:; start=7",
        "10.0.0.1:0; start=7",
        "10.0.0.1:-80; start=7",
        "10.0.0.1:+80; start=7",
        "10.0.0.1:65536; start=7",
        "10.0.0.1:٨٠; start=7",
        "10.0.0.1:99999999999; start=7",
        "10.0.0.1:80 10.0.0.2:80; start=7",
        "http://10.0.0.1:80; start=7",
        "10.0.0.1:80/work; start=7",
        "10.0.0.1%0d%0a:80; start=7",
        "10.0.0.1\r\nSet-Cookie: a:80; start=7",
        "*:80; start=7",
        "fd00::1:80; start=7",
        "[fd00::1]; start=7",
        "[fd00::1:80; start=7",
        "[fd00::1]x:80; start=7",
        "[10.0.0.1]:80; start=7",
        "[]:80; start=7",
        "[[fd00::1]]:80; start=7",
        "fd00::1]:80; start=7",
        "[fe80::1%eth0]:80; start=7",
        "bücher.example:80; start=7",
        "true",
        "close",
        "{\"a\":1}"
      })
  void isNotReadWhereItIsNonsense(String text) {
    assertThat(Goodbye.parse(text)).isNull();
  }

  @Test
  void isNotReadWhereThereIsNone() {
    assertThat(Goodbye.parse(null)).isNull();
  }

  @Test
  void isNotReadWhereItIsHuge() {
    String most = new Goodbye(START, many(32)).text();
    assertThat(Goodbye.parse(most).addresses()).hasSize(32);
    assertThat(Goodbye.parse("10.0.0.99:80, " + most)).isNull();
    assertThat(Goodbye.parse(most + String.join("", Collections.nCopies(1_024, " ")))).isNull();
    StringBuilder megabytes = new StringBuilder("10.0.0.1:80");
    while (megabytes.length() < 4_000_000) {
      megabytes.append(", 10.0.0.1:80");
    }
    assertThat(Goodbye.parse(megabytes + "; start=7")).isNull();
  }

  /** Whatever a peer sends, nothing is thrown, and what is read can be said again. */
  @Test
  void takesAnyText() {
    String letters = "0123456789abz.:[],;= \t-_start%\u0000\u00ff٠\ud83d";
    Random random = new Random(17);
    for (int i = 0; i < 200_000; i++) {
      StringBuilder text = new StringBuilder(i % 2 == 0 ? "10.0.0.1:80; start=7" : "");
      for (int more = random.nextInt(20); more > 0; more--) {
        text.insert(
            random.nextInt(text.length() + 1), letters.charAt(random.nextInt(letters.length())));
      }
      Goodbye goodbye = Goodbye.parse(text.toString());
      if (goodbye != null) {
        assertThat(Goodbye.parse(goodbye.text())).as(text.toString()).isEqualTo(goodbye);
      }
    }
  }

  @Test
  void saysNoMoreThanIsRead() {
    Goodbye ofMany = new Goodbye(START, many(50));
    assertThat(ofMany.addresses()).containsExactlyElementsOf(many(32));
    assertThat(ofMany.isOf(at("10.0.0.40", 8080))).isFalse();
    assertThat(Goodbye.parse(ofMany.text())).isEqualTo(ofMany);

    List<HostPort> longNames = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      longNames.add(at(i + "." + String.join("", Collections.nCopies(100, "a")), 8080));
    }
    Goodbye ofLongNames = new Goodbye(START, longNames);
    assertThat(ofLongNames.text()).hasSizeLessThanOrEqualTo(1_024);
    assertThat(ofLongNames.addresses()).hasSize(9);
    assertThat(Goodbye.parse(ofLongNames.text())).isEqualTo(ofLongNames);
  }

  /** An application may register anything as its ip. */
  @ParameterizedTest
  @CsvSource({
    "'10.0.0.1\r\nSet-Cookie: a=b', 80",
    "'a,b', 80",
    "'a;start=1', 80",
    "'a b', 80",
    "bücher, 80",
    "'[a', 80",
    "10.0.0.1, 0",
    "10.0.0.1, -1",
    "10.0.0.1, 65536"
  })
  void leavesOutWhatNoHeaderCarries(String host, int port) {
    assertThat(new Goodbye(START, Collections.singletonList(at(host, port))).addresses()).isEmpty();
    assertThat(new Goodbye(START, Arrays.asList(at(host, port), at("10.0.0.2", 80))).text())
        .isEqualTo("10.0.0.2:80; start=" + START);
  }

  @Test
  void saysAnAddressOnce() {
    assertThat(new Goodbye(7, Arrays.asList(at("FD00::1", 80), at("fd00:0::1", 80))).text())
        .isEqualTo("[fd00::1]:80; start=7");
  }
}

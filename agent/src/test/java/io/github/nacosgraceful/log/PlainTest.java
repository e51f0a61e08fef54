package io.github.nacosgraceful.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"", "orders", "DEFAULT_GROUP@@订单服务 [10.0.0.1:8080] …", " as it is ", "ÄÖÜ", "😀"})
  void changesNothingThatCanBeSeen(String text) {
    assertThat(Plain.line(text)).isSameAs(text);
  }

  /** ESC and CSI begin a command to a terminal; the last ones turn the direction of a text. */
  @ParameterizedTest
  @ValueSource(chars = {0, 7, 8, 0x1b, 0x7f, 0x9b, 0x200e, 0x200f, 0x202e, 0x2066, 0x2069})
  void showsWhatATerminalWouldObey(char control) {
    assertThat(Plain.line("a" + control + "b")).isEqualTo("a\\u%04xb".formatted((int) control));
  }

  @ParameterizedTest
  @ValueSource(chars = {'\t', '\n', 0xb, 0xc, '\r', 0x85, 0x2028, 0x2029})
  void makesOneLineOfSeveral(char end) {
    assertThat(Plain.line("a " + end + end + "  b" + end)).isEqualTo("a b");
  }

  @Test
  void keepsTheLinesOfAStack() {
    assertThat(Plain.lines("E: \u001b[m\r\n\tat a.B\n\tat c.D\u0007\n"))
        .isEqualTo("E: \\u001b[m%n\tat a.B%n\tat c.D\\u0007%n".formatted());
  }
}

package io.github.nacosgraceful.status;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import org.junit.jupiter.api.Test;

class JsonTest {

  /** Whoever may register an instance chooses its name; {@code curl} shows it to a terminal. */
  @Test
  void keepsEachNameAndSendsNoControlCharacters() {
    String name = "orders\u001b[2K\r\u007f\u009b1A\u202e<\u8ba2\u5355>";
    String json = Json.of(content -> content.name("service").value(name));
    assertThat(json).matches(text -> text.chars().noneMatch(c -> isControl(c) && c != '\n'));
    assertThat(JsonParser.parseString(json).getAsJsonObject().get("service").getAsString())
        .isEqualTo(name);
  }

  private static boolean isControl(int c) {
    return Character.isISOControl(c) || c == 0x202e;
  }
}

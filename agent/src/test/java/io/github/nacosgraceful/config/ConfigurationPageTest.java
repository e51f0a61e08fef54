package io.github.nacosgraceful.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * Keeps {@code docs/configuration.md} true: everything below its marker is made from {@link
 * Option}.
 */
class ConfigurationPageTest {

  private static final Path PAGE = Path.of("..", "docs", "configuration.md");
  private static final String MARKER = "<!-- generated from config/Option.java -->\n\n";

  @Test
  void listsTheOptionsAsTheyAre() throws IOException {
    String page = Files.readString(PAGE);
    String expected =
        page.substring(0, page.indexOf(MARKER) + MARKER.length()) + OptionsTable.markdown();
    if (Boolean.getBoolean("update")) { // mvn -pl agent test -Dtest=ConfigurationPageTest -Dupdate
      Files.writeString(PAGE, expected);
    }
    assertThat(Files.readString(PAGE)).isEqualTo(expected);
  }
}

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

  private static final String MARKER = "<!-- generated from config/Option.java -->\n\n";

  @Test
  void listsTheOptionsAsTheyAre() throws IOException {
    holds(Path.of("..", "docs", "configuration.md"), OptionsTable.markdown());
  }

  @Test
  void listsThemInChinese() throws IOException {
    holds(Path.of("..", "docs", "configuration.zh-CN.md"), OptionsTable.chineseMarkdown());
  }

  private static void holds(Path file, String generated) throws IOException {
    String page = Files.readString(file);
    String expected = page.substring(0, page.indexOf(MARKER) + MARKER.length()) + generated;
    if (Boolean.getBoolean("update")) { // mvn -pl agent test -Dtest=ConfigurationPageTest -Dupdate
      Files.writeString(file, expected);
    }
    assertThat(Files.readString(file)).isEqualTo(expected);
  }
}

package io.github.nacosgraceful.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LogLineTest {

  private static final String END = System.lineSeparator();

  @Test
  void writesOneLineForEachMessage() {
    assertThat(
            LogLine.of(
                LogLevel.INFO, "hooked a class in WebappClassLoader\r\n  context: one\r\n---->"))
        .endsWith("hooked a class in WebappClassLoader context: one ---->" + END);
    assertThat(LogLine.of(LogLevel.INFO, "as it is ")).endsWith(" as it is " + END);
  }

  /** Whoever may register an instance chooses its name and its address. */
  @Test
  void sendsNothingToATerminalThatMovesItsCursor() {
    assertThat(LogLine.of(LogLevel.INFO, "orders\u001b[2K\rall is well has no instances"))
        .endsWith("orders\\u001b[2K all is well has no instances" + END);
    Throwable error = new IllegalStateException("\u001b[2J\r\nat 12:00 all is well");
    assertThat(LogLine.of(LogLevel.WARN, "it failed", error, true).replace(END, "").strip())
        .startsWith("2")
        .contains("IllegalStateException: \\u001b[2J", "at 12:00 all is well")
        .contains("\tat io.github.nacosgraceful.log.LogLineTest.")
        .matches(line -> line.chars().noneMatch(c -> Character.isISOControl(c) && c != '\t'));
  }
}

package io.github.nacosgraceful.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LogLineTest {

  @Test
  void writesOneLineForEachMessage() {
    assertThat(LogLine.oneLine("hooked a class in WebappClassLoader\r\n  context: one\r\n---->"))
        .isEqualTo("hooked a class in WebappClassLoader context: one ---->");
    assertThat(LogLine.oneLine("as it is ")).isEqualTo("as it is ");
  }
}

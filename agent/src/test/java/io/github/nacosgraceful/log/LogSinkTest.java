package io.github.nacosgraceful.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LogSinkTest {

  @Test
  void writesOneLineForEachMessage() {
    assertThat(LogSink.oneLine("hooked a class in WebappClassLoader\r\n  context: one\r\n---->"))
        .isEqualTo("hooked a class in WebappClassLoader context: one ---->");
    assertThat(LogSink.oneLine("as it is ")).isEqualTo("as it is ");
  }
}

package io.github.nacosgraceful.nacos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class OverloadTest {

  @Test
  void isTheShortestThatTheFirstArgumentsFit() throws Exception {
    assertThat(Overload.call(new Client(), "store", "json")).isEqualTo("text json");
    assertThat(Overload.call(new Client(), "store", List.of(1))).isEqualTo("list [1] PUSH false 0");
    assertThat(Overload.call(new Client(), "store", List.of(1), null))
        .isEqualTo("list [1] null false 0");
  }

  @Test
  void isNoneThatTheyDoNotFit() {
    assertThatThrownBy(() -> Overload.call(new Client(), "store", 1))
        .isInstanceOf(NoSuchMethodException.class)
        .hasMessageEndingWith("$Client.store");
  }

  @Test
  void throwsWhatTheMethodThrows() {
    assertThatThrownBy(() -> Overload.call(new Client(), "fail")).isInstanceOf(IOException.class);
  }

  enum From {
    PUSH,
    REFRESH
  }

  /** Of a version to come. */
  public static final class Client {

    public String store(String json) {
      return "text " + json;
    }

    public String store(String json, boolean force) {
      return "text " + json + " " + force;
    }

    public String store(List<?> list, From from, boolean force, long time) {
      return "list " + list + " " + from + " " + force + " " + time;
    }

    public void fail(Object more) throws IOException {
      throw new IOException("told to");
    }
  }
}

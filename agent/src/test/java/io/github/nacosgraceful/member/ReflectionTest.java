package io.github.nacosgraceful.member;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReflectionTest {

  static class Base {
    private final String hidden = "hidden";

    private String secret() {
      return "secret " + hidden;
    }

    static String joined(String one, String other) {
      return one + other;
    }
  }

  interface Named {
    default String name() {
      return "default";
    }
  }

  static final class Extended extends Base implements Named {
    final int own = 7;

    void fails() throws IOException {
      throw new IOException("told to fail");
    }
  }

  @Test
  void readsFieldsOfTheClassAndOfThoseAbove() throws Exception {
    assertThat(Reflection.get(new Extended(), "own")).isEqualTo(7);
    assertThat(Reflection.get(new Extended(), "hidden")).isEqualTo("hidden");
    assertThat(Reflection.has(new Extended(), "hidden")).isTrue();
    assertThat(Reflection.has(new Extended(), "absent")).isFalse();
    assertThatThrownBy(() -> Reflection.get(new Extended(), "absent"))
        .isInstanceOf(NoSuchFieldException.class)
        .hasMessageEndingWith("Extended.absent");
  }

  @Test
  void callsMethodsOfTheClassAndOfThoseAbove() throws Exception {
    assertThat(Reflection.call(new Extended(), "secret")).isEqualTo("secret hidden");
    assertThat(Reflection.call(new Extended(), "name")).isEqualTo("default");
    assertThat(
            Reflection.invoke(
                Base.class.getDeclaredMethod("joined", String.class, String.class), null, "a", "b"))
        .isEqualTo("ab");
    assertThatThrownBy(() -> Reflection.call(new Extended(), "absent"))
        .isInstanceOf(NoSuchMethodException.class);
  }

  @Test
  void letsOutWhatTheMethodThrows() {
    assertThatThrownBy(() -> Reflection.call(new Extended(), "fails"))
        .isInstanceOf(IOException.class)
        .hasMessage("told to fail");
  }

  /** Opening them would be refused since Java 9. */
  @Test
  void callsPublicMethodsOfTheJdk() throws Exception {
    assertThat(Reflection.call(new Thread(), "isAlive")).isEqualTo(false);
    assertThat(Reflection.call(new ArrayList<>(), "size")).isEqualTo(0);
  }

  @Test
  void knowsWhatSomethingIs() {
    assertThat(Reflection.isA(new Extended(), Base.class.getName())).isTrue();
    assertThat(Reflection.isA(new Extended(), List.class.getName())).isFalse();
  }
}

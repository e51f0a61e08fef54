package io.github.nacosgraceful.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BridgeTest {

  private static final int POINT = Bridge.point("test.point");

  @AfterEach
  void clear() {
    Bridge.install(POINT, null);
    Bridge.onError(null);
  }

  @Test
  void changesNothingWithoutAHandler() {
    assertThat(Bridge.enter(POINT, this, 1, 2, 3)).isNull();
    assertThat(Bridge.replace(POINT, this, 1, "value")).isEqualTo("value");
    Bridge.exit(POINT, null, this, 1);
  }

  @Test
  void keepsWhatAHandlerThrowsFromTheApplication() {
    List<String> seen = new ArrayList<>();
    Bridge.onError((point, error) -> seen.add(point + " " + error.getMessage()));
    Bridge.install(POINT, new Failing());
    assertThat(Bridge.enter(POINT, this, 1, 2, 3)).isNull();
    assertThat(Bridge.replace(POINT, this, 1, "value")).isEqualTo("value");
    Bridge.exit(POINT, null, this, 1);
    assertThat(seen).containsExactly("test.point enter", "test.point replace", "test.point exit");
  }

  /** Whoever is told of an error has no memory either. */
  @Test
  void keepsAlsoWhatTheListenerThrows() {
    Bridge.onError(
        (point, error) -> {
          throw new OutOfMemoryError("told to fail");
        });
    Bridge.install(POINT, new Failing());
    assertThat(Bridge.enter(POINT, this, 1, 2, 3)).isNull();
    assertThat(Bridge.replace(POINT, this, 1, "value")).isEqualTo("value");
    Bridge.exit(POINT, null, this, 1);
  }

  private static final class Failing extends Handler {
    @Override
    public Object enter(Object self, Object a, Object b, Object c) {
      throw new AssertionError("enter");
    }

    @Override
    public void exit(Object entered, Object self, Object a) throws Exception {
      throw new Exception("exit");
    }

    @Override
    public Object replace(Object self, Object a, Object value) {
      throw new StackOverflowError("replace");
    }
  }
}

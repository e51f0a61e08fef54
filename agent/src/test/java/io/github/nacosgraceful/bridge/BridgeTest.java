package io.github.nacosgraceful.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BridgeTest {

  @AfterEach
  void clear() {
    Bridge.install(Bridge.PROBE, null);
    Bridge.onError(null);
  }

  @Test
  void changesNothingWithoutAHandler() {
    assertThat(Bridge.enter(Bridge.PROBE, this, 1, 2, 3)).isNull();
    assertThat(Bridge.replace(Bridge.PROBE, this, 1, "value")).isEqualTo("value");
    Bridge.exit(Bridge.PROBE, null, this, 1);
  }

  @Test
  void keepsWhatAHandlerThrowsFromTheApplication() {
    List<String> seen = new ArrayList<>();
    Bridge.onError((hook, error) -> seen.add(hook + " " + error.getMessage()));
    Bridge.install(Bridge.PROBE, new Failing());
    assertThat(Bridge.enter(Bridge.PROBE, this, 1, 2, 3)).isNull();
    assertThat(Bridge.replace(Bridge.PROBE, this, 1, "value")).isEqualTo("value");
    Bridge.exit(Bridge.PROBE, null, this, 1);
    assertThat(seen)
        .containsExactly(
            Bridge.PROBE + " enter", Bridge.PROBE + " replace", Bridge.PROBE + " exit");
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

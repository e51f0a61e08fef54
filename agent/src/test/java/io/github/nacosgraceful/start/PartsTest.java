package io.github.nacosgraceful.start;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nacosgraceful.bridge.Bridge;
import io.github.nacosgraceful.bridge.Handler;
import io.github.nacosgraceful.config.Settings;
import io.github.nacosgraceful.install.PartStates;
import io.github.nacosgraceful.install.SuppressedErrors;
import io.github.nacosgraceful.part.Core;
import io.github.nacosgraceful.part.Part;
import io.github.nacosgraceful.weave.Advice;
import io.github.nacosgraceful.weave.Hook;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PartsTest {

  private final Settings settings = Settings.read(null, new Properties(), Map.of());

  @AfterEach
  void clear() throws ReflectiveOperationException {
    Arrays.fill(handlers(), null);
  }

  /** A hook whose handler belongs to another part would do nothing where only its own is there. */
  @Test
  void putTheHandlerOfEachHookBehindIt() throws ReflectiveOperationException {
    for (Part part : Parts.all()) {
      Arrays.fill(handlers(), null);
      PartStates states = new PartStates(List.of(), List.of());
      part.connect(new Core(settings, states, Set.of(), Set.of(), new SuppressedErrors()));
      for (Hook hook : hooksOf(part)) {
        assertThat(handlers()[pointOf(hook)]).as(hook.toString()).isNotNull();
      }
    }
  }

  /** So the line that reports an error tells whose it is. */
  @Test
  void nameTheirJoinPointsAfterThemselves() throws ReflectiveOperationException {
    for (Part part : Parts.all()) {
      for (Hook hook : hooksOf(part)) {
        assertThat(Bridge.nameOf(pointOf(hook)))
            .as(hook.toString())
            .matches("(" + part.name() + "|websocket)\\.[a-z-]+");
      }
    }
  }

  @Test
  void haveDifferentNames() {
    assertThat(Parts.all()).extracting(Part::name).doesNotHaveDuplicates();
  }

  private static List<Hook> hooksOf(Part part) {
    List<Hook> hooks = new ArrayList<>(part.hooks());
    hooks.addAll(part.lateHooks());
    return hooks;
  }

  private static Handler[] handlers() throws ReflectiveOperationException {
    Field handlers = Bridge.class.getDeclaredField("HANDLERS");
    handlers.setAccessible(true);
    return (Handler[]) handlers.get(null);
  }

  private static int pointOf(Hook hook) throws ReflectiveOperationException {
    Method advice = Hook.class.getDeclaredMethod("advice");
    advice.setAccessible(true);
    Field point = Advice.class.getDeclaredField("point");
    point.setAccessible(true);
    return point.getInt(advice.invoke(hook));
  }
}

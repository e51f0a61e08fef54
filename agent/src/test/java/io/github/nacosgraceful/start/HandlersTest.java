package io.github.nacosgraceful.start;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nacosgraceful.bridge.Bridge;
import io.github.nacosgraceful.bridge.Handler;
import io.github.nacosgraceful.config.Settings;
import io.github.nacosgraceful.weave.Advice;
import io.github.nacosgraceful.weave.Hook;
import io.github.nacosgraceful.weave.SuppressedErrors;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HandlersTest {

  private final Settings settings = Settings.read(null, new Properties(), Map.of());

  @AfterEach
  void clear() throws ReflectiveOperationException {
    Arrays.fill(handlers(), null);
  }

  /** A hook whose handler belongs to another part would do nothing where only its own is there. */
  @Test
  void putsTheHandlerOfEveryHookBehindItWithItsPart() throws ReflectiveOperationException {
    for (Hook hook : Hooks.all()) {
      Arrays.fill(handlers(), null);
      new Handlers(settings, new SuppressedErrors()).connect(hook.part());
      assertThat(handlers()[idOf(hook)]).as(hook.toString()).isNotNull();
    }
  }

  private static Handler[] handlers() throws ReflectiveOperationException {
    Field handlers = Bridge.class.getDeclaredField("HANDLERS");
    handlers.setAccessible(true);
    return (Handler[]) handlers.get(null);
  }

  /** Which one of the bridge's constants. */
  private static int idOf(Hook hook) throws ReflectiveOperationException {
    Method advice = Hook.class.getDeclaredMethod("advice");
    advice.setAccessible(true);
    Field id = Advice.class.getDeclaredField("hook");
    id.setAccessible(true);
    return id.getInt(advice.invoke(hook));
  }
}

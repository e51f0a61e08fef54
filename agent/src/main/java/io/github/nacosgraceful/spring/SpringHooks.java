package io.github.nacosgraceful.spring;

import io.github.nacosgraceful.bridge.Bridge;
import io.github.nacosgraceful.config.Option;
import io.github.nacosgraceful.hook.Hook;
import java.util.Arrays;
import java.util.List;
import net.bytebuddy.asm.Advice;

/**
 * Where every Spring context 5 to 7 comes up and goes down: {@code AbstractApplicationContext}. A
 * context that ends by Spring's own shutdown hook may come by {@code doClose()} alone, but by then
 * the whole process has left.
 */
public final class SpringHooks {

  private static final String CONTEXT =
      "org.springframework.context.support.AbstractApplicationContext";

  private SpringHooks() {}

  public static List<Hook> hooks() {
    return Arrays.asList(
        Hook.on(Option.CONTEXTS, CONTEXT, "refresh()V", Hook.advice(SpringHooks.class, "Refresh")),
        Hook.on(Option.CONTEXTS, CONTEXT, "close()V", Hook.advice(SpringHooks.class, "Close")));
  }

  /** Inlined around {@code refresh()}. */
  public static final class Refresh {
    @Advice.OnMethodEnter(suppress = Throwable.class)
    public static Object enter(@Advice.This Object self) {
      return Bridge.enter(Bridge.CONTEXT_REFRESH, self, null, null, null);
    }

    @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
    public static void exit(@Advice.This Object self, @Advice.Enter Object entered) {
      Bridge.exit(Bridge.CONTEXT_REFRESH, entered, self, null);
    }
  }

  /** Inlined around {@code close()}: before it takes the lock that the shutdown hook takes too. */
  public static final class Close {
    @Advice.OnMethodEnter(suppress = Throwable.class)
    public static Object enter(@Advice.This Object self) {
      return Bridge.enter(Bridge.CONTEXT_CLOSE, self, null, null, null);
    }

    @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
    public static void exit(@Advice.This Object self, @Advice.Enter Object entered) {
      Bridge.exit(Bridge.CONTEXT_CLOSE, entered, self, null);
    }
  }
}

package io.github.nacosgraceful.library.spring;

import static io.github.nacosgraceful.weave.Value.NOTHING;
import static io.github.nacosgraceful.weave.Value.SELF;

import io.github.nacosgraceful.bridge.Bridge;
import io.github.nacosgraceful.config.Option;
import io.github.nacosgraceful.weave.Advice;
import io.github.nacosgraceful.weave.Hook;
import java.util.Arrays;
import java.util.List;

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
        Hook.on(
            Option.CONTEXTS,
            CONTEXT,
            "refresh()V",
            Advice.of(Bridge.CONTEXT_REFRESH).enter(SELF).end(SELF, NOTHING)),
        // Before it takes the lock that the shutdown hook takes too.
        Hook.on(
            Option.CONTEXTS,
            CONTEXT,
            "close()V",
            Advice.of(Bridge.CONTEXT_CLOSE).enter(SELF).end(SELF, NOTHING)));
  }
}

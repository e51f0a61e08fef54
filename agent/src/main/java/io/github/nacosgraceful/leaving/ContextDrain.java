package io.github.nacosgraceful.leaving;

import io.github.nacosgraceful.bridge.Handler;
import io.github.nacosgraceful.context.Contexts;
import java.util.Set;

/**
 * What happens when a Spring context is closed, or a web application stopped, and the JVM goes on:
 * what belongs to it leaves Nacos, and it serves on until its callers have left. A context that has
 * registered nothing is closed as ever. Runs on the thread that closes.
 */
public final class ContextDrain {

  private final Drains drains;
  private final Contexts contexts;

  public ContextDrain(Drains drains, Contexts contexts) {
    this.drains = drains;
    this.contexts = contexts;
  }

  /** A context is closed: {@code close()}. */
  public Handler onClose() {
    return new Handler() {
      @Override
      public Object enter(Object context, Object a, Object b, Object c) {
        Contexts.Closing closing = contexts.begins(context);
        try {
          if (drains.drainContexts(
              "Closing context " + Contexts.nameOf(context), owner -> owner.isWithin(context))) {
            closing.drained();
          }
        } catch (RuntimeException | Error e) {
          contexts.ends(closing);
          throw e;
        }
        return closing;
      }

      @Override
      public void exit(Object closing, Object context, Object a) {
        if (closing != null) {
          contexts.ends((Contexts.Closing) closing);
        }
      }
    };
  }

  /** Web applications stop, told by their class loaders. */
  public void stops(String title, Set<ClassLoader> applications) {
    drains.drainContexts(title, owner -> applications.stream().anyMatch(owner::isOf));
  }
}

package io.github.nacosgraceful.context;

import org.springframework.context.support.AbstractApplicationContext;

/** What a test does while a context is refreshed, which the agent sees on the stack. */
public final class Refreshing {

  private Refreshing() {}

  /** What is done. */
  public interface Work {
    void run() throws Throwable;
  }

  /** Throws what the work throws. */
  public static void during(Work work) throws Throwable {
    Throwable[] failure = {null};
    new AbstractApplicationContext(
            "on the stack",
            () -> {
              try {
                work.run();
              } catch (Throwable t) {
                failure[0] = t;
              }
            },
            () -> {})
        .refresh();
    if (failure[0] != null) {
      throw failure[0];
    }
  }
}

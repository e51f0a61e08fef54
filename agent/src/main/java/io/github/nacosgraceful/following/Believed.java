package io.github.nacosgraceful.following;

/**
 * What this thread is storing because it was found to be true. The client stores it in its usual
 * way, where the agent asks once more whether to believe it.
 */
final class Believed {

  private final ThreadLocal<Object> said = new ThreadLocal<>();

  boolean is(Object other) {
    return said.get() == other;
  }

  void store(Object found, Runnable store) {
    said.set(found);
    try {
      store.run();
    } finally {
      said.remove();
    }
  }
}

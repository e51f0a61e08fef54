package io.github.nacosgraceful.following;

import io.github.nacosgraceful.bridge.Handler;

/**
 * What this thread is storing because it was found to be true. The client stores it in its usual
 * way, where the agent asks once more whether to believe it.
 */
final class Believed {

  private final ThreadLocal<Object> said = new ThreadLocal<>();

  boolean is(Object other) {
    return said.get() == other;
  }

  /**
   * At the method by which the client's own protection sees that a list has no instance that may be
   * used: what is believed is as valid as any other.
   */
  Handler onValidated() {
    return new Handler() {
      @Override
      public Object enter(Object info, Object a, Object b, Object c) {
        return said.get() == null ? null : this;
      }
    };
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

package io.github.nacosgraceful.contract.program;

import io.github.nacosgraceful.bridge.Bridge;

/** The join points of the agent that is in this JVM, by their names. */
final class Points {

  private Points() {}

  /** Fails where the agent is not there. */
  static int of(String name) {
    for (int point = 0; Bridge.nameOf(point) != null; point++) {
      if (Bridge.nameOf(point).equals(name)) {
        return point;
      }
    }
    throw new IllegalStateException("no join point " + name + ": is the agent there?");
  }
}

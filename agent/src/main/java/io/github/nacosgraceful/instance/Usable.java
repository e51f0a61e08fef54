package io.github.nacosgraceful.instance;

import java.util.Map;

/**
 * Which instances callers may use: those that the client's {@code selectInstances(healthy)} gives.
 */
public final class Usable {

  private Usable() {}

  public static boolean is(boolean healthy, boolean enabled, double weight) {
    return healthy && enabled && weight > 0;
  }

  /** Of an instance in the JSON of a node, which leaves out what is as usual. */
  public static boolean is(Map<?, ?> instance) {
    Object weight = instance.get("weight");
    return is(
        !Boolean.FALSE.equals(instance.get("healthy")),
        !Boolean.FALSE.equals(instance.get("enabled")),
        weight instanceof Number ? ((Number) weight).doubleValue() : 1);
  }
}

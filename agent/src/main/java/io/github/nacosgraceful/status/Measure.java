package io.github.nacosgraceful.status;

import java.util.function.DoubleSupplier;

/** One figure that is measured: as Prometheus and Micrometer see it. Immutable. */
public final class Measure {

  private final String name;
  private final String help;
  private final boolean counter;
  private final String tag;
  private final String tagValue;
  private final DoubleSupplier value;

  Measure(
      String name,
      String help,
      boolean counter,
      String tag,
      String tagValue,
      DoubleSupplier value) {
    this.name = name;
    this.help = help;
    this.counter = counter;
    this.tag = tag;
    this.tagValue = tagValue;
    this.value = value;
  }

  /** In the style of Micrometer: {@code nacos.graceful.requests}. */
  public String name() {
    return name;
  }

  String help() {
    return help;
  }

  /** Whether it only goes up. */
  public boolean isCounter() {
    return counter;
  }

  /** The name of the one tag it has, or null. */
  public String tag() {
    return tag;
  }

  public String tagValue() {
    return tagValue;
  }

  /** As it is now. Any thread; does not wait. */
  public double value() {
    return value.getAsDouble();
  }
}

package io.github.nacosgraceful.admin;

import java.util.function.DoubleSupplier;

/** One figure that is measured: as Prometheus and Micrometer see it. Immutable. */
final class Measure {

  /** In the style of Micrometer: {@code nacos.graceful.requests}. */
  final String name;

  final String help;

  /** Whether it only goes up. */
  final boolean counter;

  /** The one tag it has, or null. */
  final String tag;

  final String tagValue;

  /** Any thread; must not wait. */
  final DoubleSupplier value;

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
}

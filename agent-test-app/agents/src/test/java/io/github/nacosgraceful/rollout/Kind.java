package io.github.nacosgraceful.rollout;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** An agent in a version. */
record Kind(String name, String version, Starter starter) {

  /** The newest on Maven Central, and of those with frequent releases one of a year before. */
  static final List<Kind> ALL =
      Stream.of(
              openTelemetry("2.33.1"),
              openTelemetry("2.22.0"),
              new Kind("Elastic APM", "1.55.1", (version, dir, plugin) -> new Elastic(version)),
              new Kind("Elastic APM", "1.52.0", (version, dir, plugin) -> new Elastic(version)),
              new Kind("SkyWalking", "9.3.0", SkyWalking::new),
              new Kind("Datadog", "1.68.1", (version, dir, plugin) -> new Datadog(version)),
              new Kind("JaCoCo", "0.8.15", (version, dir, plugin) -> new JaCoCo(version, dir)))
          .toList();

  /** Makes what stands for the agent in one run. */
  interface Starter {
    OtherAgent start(String version, Path directory, Path plugin);
  }

  static Kind openTelemetry(String version) {
    return new Kind("OpenTelemetry", version, (v, directory, plugin) -> new OpenTelemetry(v));
  }

  OtherAgent start(Path directory, Path plugin) {
    return starter.start(version, directory, plugin);
  }

  String id() {
    return (name + "-" + version).toLowerCase(Locale.ROOT).replace(' ', '-');
  }

  @Override
  public String toString() {
    return name + " " + version;
  }
}

package io.github.nacosgraceful.rollout;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;

/**
 * How often a Nacos server has told the subscribers of the providers something, by its own log of
 * pushes that were acknowledged.
 *
 * @param joining from the start of the new instance until the old one was told to stop
 * @param leaving until the old one was gone
 * @param after from then on until the load ended
 */
record Pushes(long joining, long leaving, long after) {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss,SSS");

  /** Of the first replacement of a run. */
  static Pushes of(Path log, RunRecord run) throws IOException {
    String service =
        "namespace='%s', group='DEFAULT_GROUP', name='provider'".formatted(run.label().namespace());
    List<Double> moments =
        Files.readAllLines(log).stream()
            .filter(line -> line.contains("[PUSH-SUCC]") && line.contains(service))
            .map(line -> LocalDateTime.parse(line.substring(0, 23), TIME))
            .map(time -> Duration.between(run.date(), time).toMillis() / 1e3)
            .toList();
    Replacement replacement = run.replacements().get(0);
    return new Pushes(
        count(moments, replacement.started(), replacement.sigterm()),
        count(moments, replacement.sigterm(), replacement.exited()),
        count(moments, replacement.exited(), end(run)));
  }

  private static double end(RunRecord run) {
    return run.calls().stream().mapToDouble(call -> call.due() / 1e9).max().orElse(0);
  }

  private static long count(List<Double> moments, double from, double to) {
    return moments.stream().filter(moment -> moment >= from && moment < to).count();
  }
}

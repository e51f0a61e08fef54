package io.github.nacosgraceful.rollout;

import java.time.Duration;
import java.util.List;

/** What is rolled out, on what, and under which load. */
record Scenario(
    String stack, String nacos, String client, int replicas, int rate, Duration settle) {

  static final List<String> NACOS = List.of("3.1", "2.2.4");

  @Override
  public String toString() {
    return "stack %s, %s, Nacos %s, %d %s, %d calls/s"
        .formatted(stack, client, nacos, replicas, replicas == 1 ? "replica" : "replicas", rate);
  }
}

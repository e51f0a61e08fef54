package io.github.nacosgraceful.doctor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** One known cause that applies. */
final class Finding {

  /** Stays the same from version to version, for scripts: {@code dead-instance}. */
  final String id;

  final Severity severity;
  final String sentence;

  /** What was seen, a line each. */
  final List<String> evidence = new ArrayList<>();

  private String remedy = "";

  Finding(Severity severity, String id, String sentence) {
    this.severity = severity;
    this.id = id;
    this.sentence = sentence;
  }

  Finding saw(String... lines) {
    return saw(Arrays.asList(lines));
  }

  Finding saw(List<String> lines) {
    evidence.addAll(lines);
    return this;
  }

  Finding remedy(String text) {
    remedy = text;
    return this;
  }

  String remedy() {
    return remedy;
  }
}

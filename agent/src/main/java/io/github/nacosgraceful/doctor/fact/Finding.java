package io.github.nacosgraceful.doctor.fact;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** One known cause that applies. */
public final class Finding {

  /** Stays the same from version to version, for scripts: {@code dead-instance}. */
  public final String id;

  public final Severity severity;
  public final String sentence;

  /** What was seen, a line each. */
  public final List<String> evidence = new ArrayList<>();

  private String remedy = "";

  public Finding(Severity severity, String id, String sentence) {
    this.severity = severity;
    this.id = id;
    this.sentence = sentence;
  }

  public Finding saw(String... lines) {
    return saw(Arrays.asList(lines));
  }

  public Finding saw(List<String> lines) {
    evidence.addAll(lines);
    return this;
  }

  public Finding remedy(String text) {
    remedy = text;
    return this;
  }

  public String remedy() {
    return remedy;
  }
}

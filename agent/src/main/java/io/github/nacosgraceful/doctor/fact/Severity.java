package io.github.nacosgraceful.doctor.fact;

/** How much a finding explains. */
public enum Severity {
  /** Something is wrong now, and this is why. */
  CAUSE("red"),
  /** Nothing may be wrong yet; it will be when an instance leaves. */
  RISK("yellow"),
  /** Good to know. */
  NOTE("cyan");

  /** As picocli calls it. */
  public final String colour;

  Severity(String colour) {
    this.colour = colour;
  }
}

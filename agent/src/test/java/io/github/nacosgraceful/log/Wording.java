package io.github.nacosgraceful.log;

import java.util.regex.Pattern;

/**
 * A text with gaps, each an ellipsis: what a message always says, in the code and in the
 * documentation.
 */
record Wording(String text) {

  /** What is put in at run time is a gap. */
  static Wording ofTemplate(String template) {
    return of(template.replace("{}", "…"));
  }

  /** In the documentation, {@code <service>} and a lone {@code N} are gaps as well. */
  static Wording ofPage(String span) {
    return of(span.replaceAll("<[^<>]+>", "…").replaceAll("(?<!\\w)N(?!\\w)", "…"));
  }

  private static Wording of(String text) {
    return new Wording(text.trim().replaceAll("…+", "…"));
  }

  /** Whether it says nothing by itself. */
  boolean isWordless() {
    return text.chars().noneMatch(Character::isLetter);
  }

  /** Whether one of the two says the same as the other, or says it more exactly. */
  boolean fits(Wording other) {
    return covers(other) || other.covers(this);
  }

  private boolean covers(Wording other) {
    return Pattern.matches("\\Q" + text.replace("…", "\\E.*\\Q") + "\\E", other.text);
  }

  @Override
  public String toString() {
    return text;
  }
}

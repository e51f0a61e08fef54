package io.github.nacosgraceful.doctor;

import java.util.ArrayList;
import java.util.List;

/** How wide text is in a terminal, where a Chinese character takes two columns. */
final class Columns {

  private Columns() {}

  static int of(String text) {
    return text.codePoints().map(Columns::of).sum();
  }

  private static int of(int character) {
    boolean wide =
        character >= 0x2E80 && character <= 0x9FFF || character >= 0xFF00 && character <= 0xFF60;
    return wide ? 2 : 1;
  }

  /** Lines of this width at most: broken at spaces, and behind each character of two columns. */
  static List<String> wrapped(String text, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split("(?<= )|(?<=[\\u2E80-\\u9FFF\\uFF00-\\uFF60])(?![,。;:、)])")) {
      if (of(line.toString()) + of(word.trim()) > width && line.length() > 0) {
        lines.add(line.toString().trim());
        line.setLength(0);
      }
      line.append(word);
    }
    lines.add(line.toString().trim());
    return lines;
  }

  /** With spaces behind it, up to a width. */
  static String padded(String text, int width) {
    StringBuilder padded = new StringBuilder(text);
    for (int i = of(text); i < width; i++) {
      padded.append(' ');
    }
    return padded.toString();
  }
}

package io.github.nacosgraceful.log;

/**
 * Texts that strangers may have written, as a log and a terminal may be given them: names of
 * services and addresses are chosen by whoever may register, and messages of exceptions by
 * libraries and servers. The one place through which the log, the commands and the reasons of
 * failures pass. Any thread.
 */
public final class Plain {

  private Plain() {}

  /**
   * The same in one line, without secrets in URLs, and with the numbers of characters that a
   * terminal would obey.
   *
   * @return the very same text where there is nothing to change
   */
  public static String line(String text) {
    String cut = Urls.withoutSecrets(text);
    for (int i = 0; i < cut.length(); i++) {
      if (!isPlain(cut.charAt(i))) {
        return changed(cut);
      }
    }
    return cut;
  }

  /** Makes a text of several lines plain; some may begin with a tab. */
  static String lines(String text) {
    StringBuilder lines = new StringBuilder(text.length());
    for (String line : text.split("\r?\n")) {
      lines.append(line.startsWith("\t") ? "\t" : "").append(line(line));
      lines.append(System.lineSeparator());
    }
    return lines.toString();
  }

  /** For a text that has to stay what it is, in a format in which this stands for a character. */
  public static String escaped(char control) {
    return String.format("\\u%04x", (int) control);
  }

  /** Whether a terminal shows this character, and does nothing else with it. */
  public static boolean isPlain(char c) {
    return c >= ' ' && c < 0x7f || c >= 0xa0 && !isLineEnd(c) && !isTurning(c);
  }

  private static String changed(String text) {
    StringBuilder line = new StringBuilder(text.length() + 16);
    boolean between = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (isLineEnd(c)) {
        between = true;
      } else if (c != ' ' || !between) {
        if (between) {
          endOf(line).append(line.length() == 0 ? "" : " ");
          between = false;
        }
        line.append(isPlain(c) ? String.valueOf(c) : escaped(c));
      }
    }
    return (between ? endOf(line) : line).toString();
  }

  private static StringBuilder endOf(StringBuilder line) {
    int length = line.length();
    while (length > 0 && line.charAt(length - 1) == ' ') {
      length--;
    }
    line.setLength(length);
    return line;
  }

  /** And what moves on within a line, as a tab does. */
  private static boolean isLineEnd(char c) {
    return c >= '\t' && c <= '\r' || c == 0x85 || c == 0x2028 || c == 0x2029;
  }

  /** What has a text be read from the other side. */
  private static boolean isTurning(char c) {
    return c == 0x200e || c == 0x200f || c >= 0x202a && c <= 0x202e || c >= 0x2066 && c <= 0x2069;
  }
}

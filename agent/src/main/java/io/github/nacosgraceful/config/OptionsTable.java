package io.github.nacosgraceful.config;

/**
 * The options as people read them: Markdown for {@code docs/configuration.md}, plain text for
 * {@code --help}.
 */
public final class OptionsTable {

  private OptionsTable() {}

  /** The tables of {@code docs/configuration.md}, in the order of need. */
  public static String markdown() {
    StringBuilder out = new StringBuilder();
    for (Option.Need need : Option.Need.values()) {
      out.append("## ").append(need.title).append("\n\n");
      out.append(
          "| system property | environment | default | form | what it does |\n|---|---|---|---|---|\n");
      for (Option<?> option : Option.all()) {
        if (option.need() == need) {
          out.append("| `")
              .append(option.property())
              .append("` | `")
              .append(option.environment())
              .append("` | ")
              .append(option.defaultText().isEmpty() ? "none" : "`" + option.defaultText() + "`")
              .append(" | ")
              .append(option.form())
              .append(" | ")
              .append(option.doc())
              .append(" |\n");
        }
      }
      out.append('\n');
    }
    return out.toString();
  }

  public static String text() {
    StringBuilder out = new StringBuilder();
    for (Option.Need need : Option.Need.values()) {
      out.append(need.title).append(":\n");
      for (Option<?> option : Option.all()) {
        if (option.need() == need) {
          out.append("  ")
              .append(option.property())
              .append(" (default ")
              .append(option.defaultText().isEmpty() ? "none" : option.defaultText())
              .append(")\n");
          wrap(
              out,
              option.doc().replace("`", "") + " Form: " + option.form().replace("`", "") + ".");
        }
      }
    }
    return out.toString();
  }

  private static void wrap(StringBuilder out, String text) {
    int column = 0;
    for (String word : text.split(" ")) {
      if (column == 0 || column + word.length() > 90) {
        out.append(column == 0 ? "      " : "\n      ");
        column = 6;
      } else {
        out.append(' ');
      }
      out.append(word);
      column += word.length() + 1;
    }
    out.append('\n');
  }
}

package io.github.nacosgraceful.config;

import java.util.Locale;

/**
 * The options as people read them: Markdown for {@code docs/configuration.md}, plain text for
 * {@code --help}.
 */
public final class OptionsTable {

  private OptionsTable() {}

  /** The tables of {@code docs/configuration.md}, in the order of need. */
  public static String markdown() {
    return markdown(false);
  }

  /** The tables of {@code docs/configuration.zh-CN.md}, under the anchors of the others. */
  public static String chineseMarkdown() {
    return markdown(true);
  }

  private static String markdown(boolean chinese) {
    StringBuilder out = new StringBuilder();
    for (Option.Need need : Option.Need.values()) {
      if (chinese) {
        String anchor = need.title.toLowerCase(Locale.ROOT).replace(' ', '-');
        out.append("<a id=\"").append(anchor).append("\"></a>\n");
      }
      out.append("## ").append(chinese ? need.chinese : need.title).append("\n\n");
      out.append(
              chinese
                  ? "| 系统属性 | 环境变量 | 默认值 | 格式 | 作用 |"
                  : "| system property | environment | default | form | what it does |")
          .append("\n|---|---|---|---|---|\n");
      for (Option<?> option : Option.all()) {
        if (option.need() == need) {
          out.append("| `")
              .append(option.property())
              .append("` | `")
              .append(option.environment())
              .append("` | ")
              .append(
                  option.defaultText().isEmpty()
                      ? chinese ? "无" : "none"
                      : "`" + option.defaultText() + "`")
              .append(" | ")
              .append(chinese ? option.chineseForm() : option.form())
              .append(" | ")
              .append(chinese ? option.chinese() : option.doc())
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

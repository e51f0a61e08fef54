package io.github.nacosgraceful.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** The form of an option's value: how it is read, and how the form is told to people. */
final class Kind {

  static final Kind BOOLEAN =
      new Kind(
          "`true` or `false`",
          text -> choice(text, Arrays.asList("true", "false")),
          Boolean::valueOf);
  static final Kind DURATION = new Kind("a time such as `300ms`, `25s` or `1m`", Durations::millis);
  static final Kind DURATION_OR_AUTO =
      new Kind(
          "`auto` or a time such as `300ms` or `5s`",
          text ->
              text.equalsIgnoreCase("auto") ? Long.valueOf(Settings.AUTO) : Durations.millis(text));
  static final Kind PATHS =
      new Kind("path prefixes that start with `/`, separated by commas", Kind::paths);
  static final Kind TEXT = new Kind("a path", text -> text);

  private final String form;
  private final Function<String, Object> reader;

  private Kind(String form, Function<String, Object> reader) {
    this.form = form;
    this.reader = reader;
  }

  private Kind(String form, Function<String, String> choice, Function<String, Object> reader) {
    this(form, text -> choice.apply(text) == null ? null : reader.apply(choice.apply(text)));
  }

  static Kind oneOf(String... words) {
    StringBuilder form = new StringBuilder();
    for (int i = 0; i < words.length; i++) {
      form.append(i == 0 ? "`" : i == words.length - 1 ? " or `" : ", `")
          .append(words[i])
          .append('`');
    }
    return new Kind(form.toString(), text -> choice(text, Arrays.asList(words)));
  }

  String form() {
    return form;
  }

  /** The value, or null if the text is not of this form. */
  Object parse(String text) {
    return reader.apply(text);
  }

  private static String choice(String text, List<String> words) {
    String lower = text.toLowerCase(Locale.ROOT);
    return words.contains(lower) ? lower : null;
  }

  private static List<String> paths(String text) {
    List<String> paths = new ArrayList<>();
    for (String part : text.split(",")) {
      String path = part.trim();
      if (!path.isEmpty() && !path.startsWith("/")) {
        return null;
      }
      if (!path.isEmpty()) {
        paths.add(path);
      }
    }
    return Collections.unmodifiableList(paths);
  }
}

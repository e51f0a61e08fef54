package io.github.nacosgraceful.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * The form of an option's value: how it is read, and how the form is told to people.
 *
 * <p>Without lambdas, as everything that premain runs: the JVM would write a class for each.
 */
abstract class Kind {

  static final Kind BOOLEAN = new Words(true, "true", "false");
  static final Kind DURATION = new Duration("a time such as `300ms`, `25s` or `1m`", false);
  static final Kind DURATION_OR_AUTO =
      new Duration("`auto` or a time such as `300ms` or `5s`", true);
  static final Kind PORT = new Port();
  static final Kind PATHS = new Paths();
  static final Kind SIZE = new Size();
  static final Kind COUNT = new Count();
  static final Kind TEXT = new Text();

  private final String form;

  private Kind(String form) {
    this.form = form;
  }

  static Kind oneOf(String... words) {
    return new Words(false, words);
  }

  String form() {
    return form;
  }

  /** The value, or null if the text is not of this form. */
  abstract Object parse(String text);

  /** One of some words; or true or false. */
  private static final class Words extends Kind {
    private final boolean isBoolean;
    private final List<String> words;

    Words(boolean isBoolean, String... words) {
      super(formOf(words));
      this.isBoolean = isBoolean;
      this.words = Arrays.asList(words);
    }

    private static String formOf(String... words) {
      StringBuilder form = new StringBuilder();
      for (int i = 0; i < words.length; i++) {
        form.append(i == 0 ? "`" : i == words.length - 1 ? " or `" : ", `")
            .append(words[i])
            .append('`');
      }
      return form.toString();
    }

    @Override
    Object parse(String text) {
      String word = text.toLowerCase(Locale.ROOT);
      if (!words.contains(word)) {
        return null;
      }
      return isBoolean ? (Object) Boolean.valueOf(word) : word;
    }
  }

  /** Milliseconds. */
  private static final class Duration extends Kind {
    private final boolean orAuto;

    Duration(String form, boolean orAuto) {
      super(form);
      this.orAuto = orAuto;
    }

    @Override
    Object parse(String text) {
      return orAuto && text.equalsIgnoreCase("auto")
          ? Long.valueOf(Settings.AUTO)
          : Durations.millis(text);
    }
  }

  /** Of TCP; -1 for none. */
  private static final class Port extends Kind {
    private static final int MOST = 65535;

    Port() {
      super("a port, or `0` for any that is free");
    }

    @Override
    Object parse(String text) {
      if (text.isEmpty()) {
        return Settings.NO_PORT;
      }
      try {
        int port = Integer.parseInt(text);
        return port < 0 || port > MOST ? null : (Object) port;
      } catch (NumberFormatException e) {
        return null;
      }
    }
  }

  /** A list. */
  private static final class Paths extends Kind {
    Paths() {
      super("path prefixes that start with `/`, separated by commas");
    }

    @Override
    Object parse(String text) {
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

  /** Bytes. */
  private static final class Size extends Kind {
    Size() {
      super("a size such as `500kB`, `10MB` or `1GB`");
    }

    @Override
    Object parse(String text) {
      return Sizes.bytes(text);
    }
  }

  /** Few of something. */
  private static final class Count extends Kind {
    private static final int MOST = 100;

    Count() {
      super("a number from 0 to " + MOST);
    }

    @Override
    Object parse(String text) {
      try {
        int number = Integer.parseInt(text);
        return number < 0 || number > MOST ? null : Integer.valueOf(number);
      } catch (NumberFormatException e) {
        return null;
      }
    }
  }

  /** As it is. */
  private static final class Text extends Kind {
    Text() {
      super("a path");
    }

    @Override
    Object parse(String text) {
      return text;
    }
  }
}

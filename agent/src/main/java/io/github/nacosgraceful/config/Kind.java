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
  static final Kind NUMBER = new Number();
  static final Kind PERCENT = new Percent();
  static final Kind PREFIXES =
      new Parts("path prefixes that start with `/`, separated by commas", "/");
  static final Kind PATHS = new Parts("paths that start with `/`, separated by commas", "/");
  static final Kind NAMES = new Parts("names, separated by commas", "");
  static final Kind PORT = new Port();
  static final Kind SIZE = new Size();
  static final Kind COUNT = new Count(100);
  static final Kind LARGE_COUNT = new Count(10_000);
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

  /** Double. */
  private static final class Number extends Kind {
    Number() {
      super("a number from `0.1` to `10`");
    }

    @Override
    Object parse(String text) {
      try {
        double number = Double.parseDouble(text);
        return number >= 0.1 && number <= 10 ? (Object) number : null;
      } catch (NumberFormatException e) {
        return null;
      }
    }
  }

  /** Double, from 0 to 1. */
  private static final class Percent extends Kind {
    Percent() {
      super("a percentage from `0%` to `100%`");
    }

    @Override
    Object parse(String text) {
      try {
        double percent =
            text.endsWith("%") ? Double.parseDouble(text.substring(0, text.length() - 1)) : -1;
        return percent >= 0 && percent <= 100 ? (Object) (percent / 100) : null;
      } catch (NumberFormatException e) {
        return null;
      }
    }
  }

  /** A list. */
  private static final class Parts extends Kind {
    private final String prefix;

    Parts(String form, String prefix) {
      super(form);
      this.prefix = prefix;
    }

    @Override
    Object parse(String text) {
      List<String> parts = new ArrayList<>();
      for (String one : text.split(",")) {
        String part = one.trim();
        if (!part.isEmpty() && !part.startsWith(prefix)) {
          return null;
        }
        if (!part.isEmpty()) {
          parts.add(part);
        }
      }
      return Collections.unmodifiableList(parts);
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

  /** Integer. */
  private static final class Count extends Kind {
    private final int most;

    Count(int most) {
      super("a number from 0 to " + most);
      this.most = most;
    }

    @Override
    Object parse(String text) {
      try {
        int number = Integer.parseInt(text);
        return number < 0 || number > most ? null : Integer.valueOf(number);
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

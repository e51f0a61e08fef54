package io.github.nacosgraceful.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * The form of an option's value: how it is read, and how the form is told to people.
 *
 * <p>Few classes, and no lambdas, as in everything that premain runs: the JVM would write a class
 * for each.
 *
 * @param <T> of the value
 */
abstract class Kind<T> {

  /** A time that the agent finds itself. */
  static final long AUTO = -1;

  /** No port. */
  static final int NONE = -1;

  static final Kind<Boolean> BOOLEAN = new Truth("true", "false");
  static final Kind<Long> TIME =
      new Quantity("a time such as `300ms`, `25s` or `1m`", "时长,如 `300ms`、`25s`、`1m`", false);
  static final Kind<Long> TIME_OR_AUTO =
      new Quantity("`auto` or a time such as `300ms` or `5s`", "`auto`,或时长,如 `300ms`、`5s`", true);
  static final Kind<Long> SIZE =
      new Quantity("a size such as `500kB`, `10MB` or `1GB`", "大小,如 `500kB`、`10MB`、`1GB`");
  static final Kind<Double> NUMBER =
      new Decimal("a number from `0.1` to `10`", "`0.1` 到 `10` 的数", "", 1, 0.1, 10);
  static final Kind<Double> PERCENT =
      new Decimal("a percentage from `0%` to `100%`", "`0%` 到 `100%` 的百分比", "%", 100, 0, 100);
  static final Kind<Integer> PORT =
      new Whole("a port, or `0` for any that is free", "端口,`0` 表示任取一个空闲端口", 65_535, true);
  static final Kind<Integer> COUNT = new Whole("a number from 0 to 100", "0 到 100 的整数", 100, false);
  static final Kind<Integer> LARGE_COUNT =
      new Whole("a number from 0 to 10000", "0 到 10000 的整数", 10_000, false);
  static final Kind<List<String>> PREFIXES =
      new Parts(
          "path prefixes that start with `/`, separated by commas", "以 `/` 开头的路径前缀,逗号分隔", "/");
  static final Kind<List<String>> PATHS =
      new Parts("paths that start with `/`, separated by commas", "以 `/` 开头的路径,逗号分隔", "/");
  static final Kind<List<String>> NAMES = new Parts("names, separated by commas", "名字,逗号分隔", "");
  static final Kind<String> TEXT = new Text();

  private final String form;
  private final String chinese;

  private Kind(String form, String chinese) {
    this.form = form;
    this.chinese = chinese;
  }

  /** One of the words that the values are told by. */
  static <E extends Enum<E>> Kind<E> oneOf(E[] values) {
    return new Choice<>(values);
  }

  /** What a part does, or {@code off}. */
  static Kind<Boolean> unlessOff(String on) {
    return new Truth(on, "off");
  }

  String form() {
    return form;
  }

  /** The form, in Chinese. */
  String chinese() {
    return chinese;
  }

  /** The value, or null if the text is not of this form. */
  abstract T parse(String text);

  /** `a`, `b` or `c`. */
  private static String anyOf(String or, String and, Object... words) {
    StringBuilder form = new StringBuilder();
    for (int i = 0; i < words.length; i++) {
      form.append(i == 0 ? "" : i == words.length - 1 ? or : and)
          .append('`')
          .append(words[i])
          .append('`');
    }
    return form.toString();
  }

  /** One of two words. */
  private static final class Truth extends Kind<Boolean> {
    private final String yes;
    private final String no;

    Truth(String yes, String no) {
      super(anyOf(" or ", ", ", yes, no), anyOf(" 或 ", "、", yes, no));
      this.yes = yes;
      this.no = no;
    }

    @Override
    Boolean parse(String text) {
      return text.equalsIgnoreCase(yes)
          ? Boolean.TRUE
          : text.equalsIgnoreCase(no) ? Boolean.FALSE : null;
    }
  }

  /** One of several words. */
  private static final class Choice<E extends Enum<E>> extends Kind<E> {
    private final E[] values;

    Choice(E[] values) {
      super(anyOf(" or ", ", ", (Object[]) values), anyOf(" 或 ", "、", (Object[]) values));
      this.values = values;
    }

    @Override
    E parse(String text) {
      for (E value : values) {
        if (value.toString().equalsIgnoreCase(text)) {
          return value;
        }
      }
      return null;
    }
  }

  /** A whole number and its unit, in milliseconds or bytes. */
  private static final class Quantity extends Kind<Long> {
    private static final String[] TIMES = {"ms", "s", "m"};
    private static final long[] MILLIS = {1, 1_000, 60_000};
    private static final String[] SIZES = {"kb", "mb", "gb"};
    private static final long[] BYTES = {1 << 10, 1 << 20, 1 << 30};

    private final boolean orAuto;
    private final String[] names;
    private final long[] units;
    private final long least;
    private final long most;

    /** A time of 24 hours at most. */
    Quantity(String form, String chinese, boolean orAuto) {
      super(form, chinese);
      this.orAuto = orAuto;
      this.names = TIMES;
      this.units = MILLIS;
      this.least = 0;
      this.most = 24L * 60 * 60 * 1000;
    }

    /** A size of 1024 GB at most; a kilobyte has 1024 bytes. */
    Quantity(String form, String chinese) {
      super(form, chinese);
      this.orAuto = false;
      this.names = SIZES;
      this.units = BYTES;
      this.least = 1;
      this.most = 1L << 40;
    }

    @Override
    Long parse(String text) {
      String lower = text.toLowerCase(Locale.ROOT);
      if (orAuto && lower.equals("auto")) {
        return AUTO;
      }
      for (int i = 0; i < names.length; i++) {
        if (lower.endsWith(names[i])) {
          return inUnits(lower.substring(0, lower.length() - names[i].length()), units[i]);
        }
      }
      return null;
    }

    private Long inUnits(String text, long unit) {
      try {
        long number = Long.parseLong(text.trim());
        return number < least || number > most / unit ? null : Long.valueOf(number * unit);
      } catch (NumberFormatException e) {
        return null;
      }
    }
  }

  /** A number that may have a fraction; a percentage is from 0 to 1. */
  private static final class Decimal extends Kind<Double> {
    private final String unit;
    private final double scale;
    private final double least;
    private final double most;

    Decimal(String form, String chinese, String unit, double scale, double least, double most) {
      super(form, chinese);
      this.unit = unit;
      this.scale = scale;
      this.least = least;
      this.most = most;
    }

    @Override
    Double parse(String text) {
      if (!text.endsWith(unit)) {
        return null;
      }
      try {
        double number = Double.parseDouble(text.substring(0, text.length() - unit.length()));
        return number >= least && number <= most ? Double.valueOf(number / scale) : null;
      } catch (NumberFormatException e) {
        return null;
      }
    }
  }

  /** A number from 0 to the greatest there is; or none, where that is a value. */
  private static final class Whole extends Kind<Integer> {
    private final int most;
    private final boolean orNone;

    Whole(String form, String chinese, int most, boolean orNone) {
      super(form, chinese);
      this.most = most;
      this.orNone = orNone;
    }

    @Override
    Integer parse(String text) {
      if (orNone && text.isEmpty()) {
        return NONE;
      }
      try {
        int number = Integer.parseInt(text);
        return number < 0 || number > most ? null : Integer.valueOf(number);
      } catch (NumberFormatException e) {
        return null;
      }
    }
  }

  /** A list, separated by commas. */
  private static final class Parts extends Kind<List<String>> {
    private final String prefix;

    Parts(String form, String chinese, String prefix) {
      super(form, chinese);
      this.prefix = prefix;
    }

    @Override
    List<String> parse(String text) {
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

  /** As it is. */
  private static final class Text extends Kind<String> {
    Text() {
      super("a path", "路径");
    }

    @Override
    String parse(String text) {
      return text;
    }
  }
}

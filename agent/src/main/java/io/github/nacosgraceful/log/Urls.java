package io.github.nacosgraceful.log;

import java.util.regex.Pattern;

/** Addresses in texts that somebody else has written, such as the message of an exception. */
final class Urls {

  private Urls() {}

  /**
   * The same without the queries and the users of whatever looks like a URL: clients of Nacos pass
   * tokens and passwords there.
   */
  static String withoutSecrets(String text) {
    return text.indexOf('/') < 0 || text.indexOf('?') < 0 && text.indexOf('@') < 0
        ? text
        : Secrets.cutFrom(text);
  }

  /** Apart, so that the patterns are made for the first text that may need them. */
  private static final class Secrets {

    private static final Pattern QUERY = Pattern.compile("(/[^\\s?\"'<>]*\\?)[^\\s\"'<>…]+");
    private static final Pattern USER = Pattern.compile("(://)[^\\s/@…]+@");

    static String cutFrom(String text) {
      String cut = QUERY.matcher(text).replaceAll("$1…");
      cut = USER.matcher(cut).replaceAll("$1…@");
      return cut.equals(text) ? text : cut;
    }
  }
}

package io.github.nacosgraceful.status;

import java.lang.management.ManagementFactory;
import java.util.List;

/**
 * How this JVM treats whoever writes to a final field by reflection, as its options say (JEP 500):
 * since Java 26 it warns, and later ones will refuse. The agent writes to none, but the JSON of the
 * Nacos client 2 and 3 does.
 */
final class FinalFields {

  private static final int FIRST_JAVA = 26;
  private static final String ENABLE = "--enable-final-field-mutation=";
  private static final String ILLEGAL = "--illegal-final-field-mutation=";

  private FinalFields() {}

  /** Of this JVM; null before Java 26, where each write is allowed. */
  static String own() {
    return is(
        System.getProperty("java.specification.version"),
        ManagementFactory.getRuntimeMXBean().getInputArguments());
  }

  /**
   * @param options of the JVM, in their order
   * @return {@code enabled} for the class path, {@code allow}, {@code warn}, {@code debug} or
   *     {@code deny}
   */
  static String is(String java, List<String> options) {
    if (java.startsWith("1.") || Integer.parseInt(java) < FIRST_JAVA) {
      return null;
    }
    String illegal = "warn";
    for (String option : options) {
      if (option.startsWith(ENABLE) && option.contains("ALL-UNNAMED")) {
        return "enabled";
      }
      if (option.startsWith(ILLEGAL)) {
        illegal = option.substring(ILLEGAL.length());
      }
    }
    return illegal;
  }
}

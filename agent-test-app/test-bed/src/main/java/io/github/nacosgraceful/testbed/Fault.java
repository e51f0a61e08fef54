package io.github.nacosgraceful.testbed;

import java.util.Locale;

/**
 * Something of the agent that fails, by its name.
 *
 * @param type a class of the agent, below its root package: {@code leaving.Drain}
 * @param method its name, for all methods of that name; or with its descriptor; empty for the class
 */
public record Fault(String type, String method, Kind kind) {

  /** How it fails. */
  public enum Kind {
    /** It throws what the JVM throws that can start no thread: no exception, but an error. */
    THROWS,

    /** It never comes back. */
    HANGS,

    /** It does nothing, and returns null, zero or false. */
    NOTHING,

    /** The class is not there. */
    MISSING
  }

  /**
   * Reads {@code leaving.Drain.run throws}, {@code leaving.Drain missing}.
   *
   * @throws IllegalArgumentException if it says something else
   */
  public static Fault of(String text) {
    String[] words = text.split(" ");
    Kind kind = Kind.valueOf(words[1].toUpperCase(Locale.ROOT));
    if (kind == Kind.MISSING) {
      return new Fault(words[0], "", kind);
    }
    int descriptor = words[0].indexOf('(');
    int end = words[0].lastIndexOf('.', descriptor < 0 ? words[0].length() : descriptor);
    return new Fault(words[0].substring(0, end), words[0].substring(end + 1), kind);
  }

  boolean isAt(String name, String descriptor) {
    return method.equals(name) || method.equals(name + descriptor);
  }

  @Override
  public String toString() {
    return (method.isEmpty() ? type : type + "." + method)
        + " "
        + kind.name().toLowerCase(Locale.ROOT);
  }
}

package io.github.nacosgraceful.log;

/** Why something failed, in a few words for a log line. */
public final class Reason {

  private static final int LONGEST = 200;

  private Reason() {}

  /**
   * The root of it, with its type: what a library wraps around it says less. Without the queries of
   * URLs, which have the tokens of Nacos clients in them, and in one line.
   */
  public static String of(Throwable t) {
    Throwable root = t;
    for (int depth = 0; root.getCause() != null && depth < 10; depth++) {
      root = root.getCause();
    }
    String message = Plain.line(String.valueOf(root.getMessage()));
    return root.getClass().getSimpleName()
        + ": "
        + (message.length() > LONGEST ? message.substring(0, LONGEST) + "…" : message);
  }
}

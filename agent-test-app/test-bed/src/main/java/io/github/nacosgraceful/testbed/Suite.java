package io.github.nacosgraceful.testbed;

/**
 * Which tests a build runs: a core, or with {@code -Dsuite=...} all of one suite, or of every one.
 * Tests say by their tags which suites they belong to; one that is in the core and in a suite asks
 * here how much it has to do.
 */
public final class Suite {

  private static final String CHOSEN = System.getProperty("suite", "core");

  private Suite() {}

  /** Whether all of this suite is run. */
  public static boolean is(String name) {
    return CHOSEN.equals(name) || CHOSEN.equals("all");
  }
}

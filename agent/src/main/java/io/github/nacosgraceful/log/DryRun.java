package io.github.nacosgraceful.log;

import org.slf4j.Logger;

/**
 * Whether the agent only says what it would do. Whoever is about to change something asks {@link
 * #instead} first, and leaves it if the answer is true. Any thread.
 */
public final class DryRun {

  /** Begins each line. */
  static final String SAYS = "dry-run: ";

  /** Begins a line that names no occasion. */
  static final String WOULD = "would ";

  private static final Logger log = Log.get();

  private final boolean on;

  public DryRun(boolean on) {
    this.on = on;
  }

  /** The same without a word; for hot paths, too. */
  public boolean isOn() {
    return on;
  }

  /**
   * In a dry run, says what would be done.
   *
   * @param what with a verb as behind "would", and {@code {}} for each argument
   * @return whether to leave it
   */
  public boolean instead(String what, Object... arguments) {
    return says(WOULD + what, arguments);
  }

  /**
   * In a dry run, says this.
   *
   * @param text that names the occasion, and then what would be done; with {@code {}} for each
   *     argument
   * @return whether to leave it
   */
  public boolean says(String text, Object... arguments) {
    if (on) {
      log.info(SAYS + text, arguments);
    }
    return on;
  }
}

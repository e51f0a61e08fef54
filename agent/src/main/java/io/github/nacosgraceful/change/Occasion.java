package io.github.nacosgraceful.change;

/** Why something leaves or comes back, in the words of the log. Immutable. */
public final class Occasion {

  /** Taken offline by hand. */
  public static final Occasion OFFLINE = new Occasion("Offline", "the process stays up", "over");

  /** Brought back by hand. */
  public static final Occasion ONLINE = new Occasion("Online", "the process goes on", "over");

  /** Begins each line. */
  public final String title;

  /** What happens next, whatever came of it. */
  public final String next;

  /** What the moment is called at which the drain is over. */
  public final String end;

  private Occasion(String title, String next, String end) {
    this.title = title;
    this.next = next;
    this.end = end;
  }

  /**
   * The application, or a part of it, stops.
   *
   * @param title what stops, in words
   */
  public static Occasion stop(String title) {
    return new Occasion(title, "the application's own shutdown runs now", "handed over");
  }

  @Override
  public String toString() {
    return title;
  }
}

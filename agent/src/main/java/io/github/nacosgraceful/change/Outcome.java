package io.github.nacosgraceful.change;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What came of a drain, or of bringing something back online. Immutable. */
public final class Outcome {

  private final String title;
  private final long begunAt;
  private final String summary;
  private final boolean ok;
  private final List<Step> timeline;
  private final Ending ending;

  /**
   * @param ending null of what was no drain
   */
  Outcome(
      String title, long begunAt, String summary, boolean ok, List<Step> timeline, Ending ending) {
    this.title = title;
    this.begunAt = begunAt;
    this.summary = summary;
    this.ok = ok;
    this.timeline = Collections.unmodifiableList(new ArrayList<>(timeline));
    this.ending = ending;
  }

  /** Nothing had to be done, or could be. */
  public static Outcome nothing(Occasion occasion, boolean ok, String why) {
    return new Outcome(
        occasion.title, System.currentTimeMillis(), why, ok, Collections.emptyList(), null);
  }

  /** What happened, in words: {@code Shutdown}, {@code Offline}. */
  public String title() {
    return title;
  }

  /** Milliseconds since 1970. */
  public long begunAt() {
    return begunAt;
  }

  /** One line: the one in the log, without its title. */
  public String summary() {
    return summary;
  }

  /** Whether all was as it should be. */
  public boolean isOk() {
    return ok;
  }

  /** In the order of time. */
  public List<Step> timeline() {
    return timeline;
  }

  /** Why it ended; null of what was no drain. */
  Ending ending() {
    return ending;
  }

  /** Whether something left. */
  public boolean isDrain() {
    return ending != null;
  }

  /** Why the drain ended, in one word; null of what was no drain. */
  public String ended() {
    return ending == null ? null : ending.toString();
  }

  /** How long it took. */
  public long millis() {
    return timeline.isEmpty() ? 0 : timeline.get(timeline.size() - 1).atMillis();
  }

  /** Something that happened. Immutable. */
  public static final class Step {

    private final long atMillis;
    private final String what;

    Step(long atMillis, String what) {
      this.atMillis = atMillis;
      this.what = what;
    }

    /** Since it began. */
    public long atMillis() {
      return atMillis;
    }

    public String what() {
      return what;
    }
  }
}

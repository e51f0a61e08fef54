package io.github.nacosgraceful.change;

/** Why a drain ended, in the words of the metrics. */
public enum Ending {
  /** The callers had left. */
  LEFT("left"),

  /** Callers plainly stay though they were told. */
  CALLERS_STAY("callers-stay"),

  /** It took as long as it may. */
  TIME_IS_UP("time-is-up"),

  /** Nacos said yes, and a node lists the instance still. */
  NOT_CONFIRMED("not-confirmed"),

  /** Nacos has not said yes. */
  NOT_DEREGISTERED("not-deregistered");

  private final String text;

  Ending(String text) {
    this.text = text;
  }

  @Override
  public String toString() {
    return text;
  }
}

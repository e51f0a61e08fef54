package io.github.nacosgraceful.silence;

/** How often the calls that are under way are looked at. */
final class Tick {

  static final int MILLIS = 20;

  private Tick() {}
}

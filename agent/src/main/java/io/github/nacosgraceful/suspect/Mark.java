package io.github.nacosgraceful.suspect;

import io.github.nacosgraceful.goodbye.Goodbye;
import java.util.concurrent.TimeUnit;

/** That an instance has said goodbye, and when this process heard it first. Immutable. */
final class Mark {

  /**
   * How long it is believed where nothing else is heard, because Nacos is away or slow. A process
   * that leaves is gone by then: platforms kill after 30 s unless told otherwise, and hardly any is
   * told a minute. Whoever accepts connections after that is another process, or has not left.
   */
  private static final long BELIEVED = TimeUnit.SECONDS.toNanos(60);

  /** So much time passes from one change of what an instance says to the next. */
  private static final long STAYS = TimeUnit.SECONDS.toNanos(1);

  final Goodbye word;

  private final long at;

  Mark(Goodbye word, long now) {
    this.word = word;
    this.at = now;
  }

  boolean isOver(long now) {
    return now - at >= BELIEVED;
  }

  /** Whether the address says the same as before, or says something else too soon. */
  boolean isKeptFor(Goodbye other, long now) {
    return word.start() == other.start() || now - at < STAYS;
  }
}

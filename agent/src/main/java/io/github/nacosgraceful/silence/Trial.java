package io.github.nacosgraceful.silence;

import java.util.concurrent.TimeUnit;

/**
 * Lets a call or two through to a silent instance that no call waits for any more, and that does
 * not answer when it is asked: perhaps it answers nothing but calls. Seldom, as each may be lost.
 * The sampler's alone.
 */
final class Trial {

  private static final long FIRST_PAUSE = TimeUnit.SECONDS.toMillis(30);
  private static final long LONGEST_PAUSE = TimeUnit.MINUTES.toMillis(5);

  private long pause;
  private long dueAt;
  private boolean open;

  /** The instance is found silent. */
  void pause(long now) {
    open = false;
    pause = FIRST_PAUSE;
    dueAt = now + pause;
  }

  boolean isOpen() {
    return open;
  }

  boolean isDue(long now) {
    return !open && now >= dueAt;
  }

  void open() {
    open = true;
  }

  /** A call has come. */
  void close(long now) {
    open = false;
    pause = Math.min(2 * pause, LONGEST_PAUSE);
    dueAt = now + pause;
  }
}

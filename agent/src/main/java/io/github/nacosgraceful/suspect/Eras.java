package io.github.nacosgraceful.suspect;

/** Which era it is. Any thread. */
final class Eras {

  private volatile Era now = new Era(0);

  /** Allocates nothing. */
  Era now() {
    return now;
  }

  /**
   * Something has changed: calls that begin from now on are of another era than those before.
   *
   * @return the era that begins
   */
  synchronized Era begin() {
    Era next = now.next();
    now = next;
    return next;
  }
}

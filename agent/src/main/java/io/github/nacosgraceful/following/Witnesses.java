package io.github.nacosgraceful.following;

/** Who can say whether a service has an instance that callers may use. */
interface Witnesses {

  /** Asks once more, in bounded time, on a thread that may wait. */
  Testimony ask();

  /** Whether the client has a connection, whose age tells how long its node has been up. */
  boolean haveConnection();

  /** What one round of questions gave. Immutable. */
  final class Testimony {

    /** Whether an instance is listed; null if nobody answered. */
    final Boolean listed;

    /** Whether another node said so than the one whose list is in doubt. */
    final boolean byOther;

    /** {@code host:port} of the node that said so. */
    final String witness;

    Testimony(Boolean listed, boolean byOther, String witness) {
      this.listed = listed;
      this.byOther = byOther;
      this.witness = witness;
    }

    boolean isNone() {
      return Boolean.FALSE.equals(listed);
    }
  }
}

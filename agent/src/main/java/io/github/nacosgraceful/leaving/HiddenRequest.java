package io.github.nacosgraceful.leaving;

import io.github.nacosgraceful.thread.Stamp;
import java.util.concurrent.TimeUnit;

/**
 * A request that has ended the process from a thread that does not show it: one of the
 * application's own that completes a {@code DeferredResult}, or of a scheduler of Reactor. It
 * cannot end before the drain is over, so it is taken for the one that is left when all others have
 * ended and nothing changes any more. Used by the drain's thread.
 */
final class HiddenRequest {

  private static final long UNCHANGED = TimeUnit.SECONDS.toNanos(5);

  private boolean mayBe;
  private long begun = -1;
  private Stamp aloneSince = Stamp.NEVER;

  /**
   * @param mayBe whether an application's thread has ended the process, of which nothing is known
   */
  HiddenRequest(boolean mayBe) {
    this.mayBe = mayBe;
  }

  /**
   * One look at the process.
   *
   * @param now by {@code System.nanoTime()}
   * @param requests how many have begun so far
   * @param inFlight how many are waited for
   * @return true once, when the last one is taken for it
   */
  boolean isFound(long now, long requests, long inFlight) {
    if (!mayBe) {
      return false;
    }
    if (inFlight != 1) {
      aloneSince = Stamp.NEVER;
    } else if (aloneSince.isNever() || requests != begun) {
      aloneSince = Stamp.at(now);
    }
    begun = requests;
    boolean found = aloneSince.isAgo(UNCHANGED, now);
    mayBe = !found;
    return found;
  }

  /** Whether such a thread has ended the process: not a signal, nor the end of {@code main}. */
  static boolean mayBeOf(Thread thread) {
    String name = thread.getName();
    return !(name.startsWith("SIG") && name.endsWith(" handler"))
        && !name.equals("DestroyJavaVM")
        && !name.startsWith("nacos-graceful-");
  }
}

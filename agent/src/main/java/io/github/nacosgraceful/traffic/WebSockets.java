package io.github.nacosgraceful.traffic;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * The WebSockets that clients have opened to this process. They are held weakly, and asked whether
 * they are still open only when somebody counts them, which holds up no handshake. Any thread.
 */
public final class WebSockets {

  private final Set<Session> sessions = ConcurrentHashMap.newKeySet();
  private final ReferenceQueue<Object> collected = new ReferenceQueue<>();

  /**
   * @param isOpen of a session; must not hold it, or anything of its library
   */
  public void opened(Object session, Predicate<Object> isOpen) {
    forgetCollected();
    sessions.add(new Session(session, isOpen, collected));
  }

  /** How many are open: asks all of them. */
  public long open() {
    return open(Long.MAX_VALUE);
  }

  /** Asks until one is: cheap enough for whoever waits for the last of fifty thousand. */
  public boolean isAnyOpen() {
    return open(1) > 0;
  }

  private long open(long enough) {
    forgetCollected();
    long open = 0;
    for (Session session : sessions) {
      if (!session.isOpen()) {
        sessions.remove(session);
      } else if (++open == enough) {
        break;
      }
    }
    return open;
  }

  private void forgetCollected() {
    for (Reference<?> gone = collected.poll(); gone != null; gone = collected.poll()) {
      sessions.remove(gone);
    }
  }

  /** By identity: what the session itself takes for equal does not matter. */
  private static final class Session extends WeakReference<Object> {

    private final Predicate<Object> isOpen;

    Session(Object session, Predicate<Object> isOpen, ReferenceQueue<Object> collected) {
      super(session, collected);
      this.isOpen = isOpen;
    }

    boolean isOpen() {
      Object session = get();
      return session != null && isOpen.test(session);
    }
  }
}

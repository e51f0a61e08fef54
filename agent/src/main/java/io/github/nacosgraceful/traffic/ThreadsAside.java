package io.github.nacosgraceful.traffic;

/**
 * Which threads serve a request that does not count: what stops the process from there is in nobody
 * else's way. Only requests of that kind pay for it, and those that follow them on their thread.
 * Each thread asks and tells of itself.
 */
public final class ThreadsAside {

  private final ThreadLocal<Boolean> aside = new ThreadLocal<>();

  /** The calling thread serves such a request, until it says otherwise. */
  public void begin() {
    aside.set(Boolean.TRUE);
  }

  /** It does not, or no more. */
  public void end() {
    if (aside.get() != null) {
      aside.remove();
    }
  }

  /** Whether the calling thread is one. */
  public boolean hasThisOne() {
    return aside.get() != null;
  }
}

package io.github.nacosgraceful.node;

import io.github.nacosgraceful.log.Reason;

/**
 * Asks one node whether it lists one registration, and notes its answer; again, as long as whoever
 * wants to know says so. Runs on the node's thread, with the class loader of the client.
 */
public final class Question implements Runnable {

  /** What {@link Then} returns when the node need not be asked again. */
  public static final long NO_MORE = -1;

  /** Whoever wants to know. Called on the node's thread, after the answer was noted. */
  public interface Then {

    /**
     * The node has answered.
     *
     * @param now by {@code System.nanoTime()}
     * @return in how many milliseconds it is asked again, or {@link #NO_MORE}
     * @throws Throwable for what then failed: it counts as no answer
     */
    long answered(boolean listed, long now) throws Throwable;

    /**
     * The node has not answered, or not the question.
     *
     * @return in how many milliseconds it is asked again, or {@link #NO_MORE}
     */
    long failed();
  }

  private final Listing listing;
  private final Node node;
  private final NodeThreads threads;
  private final String lane;
  private final Then then;

  public Question(Listing listing, Node node, NodeThreads threads, Then then) {
    this.listing = listing;
    this.node = node;
    this.threads = threads;
    this.lane = threads.lane(node);
    this.then = then;
  }

  /** Returns at once. */
  public void ask() {
    threads.schedule(lane, this, 0);
  }

  @Override
  public void run() {
    Thread.currentThread().setContextClassLoader(listing.loader());
    long pause;
    try {
      boolean listed = listing.isListed(node);
      if (threads.areOver()) {
        return; // an answer that came late: things may have changed since
      }
      long now = threads.now();
      node.answers(listed, now);
      pause = then.answered(listed, now);
    } catch (Throwable t) {
      node.fails(Reason.of(t));
      pause = then.failed();
    } finally {
      Thread.currentThread().setContextClassLoader(null);
    }
    if (pause != NO_MORE) {
      threads.schedule(lane, this, pause);
    }
  }
}

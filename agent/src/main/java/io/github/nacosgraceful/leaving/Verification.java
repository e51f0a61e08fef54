package io.github.nacosgraceful.leaving;

import io.github.nacosgraceful.instance.Registration;
import io.github.nacosgraceful.log.Reason;
import io.github.nacosgraceful.node.Listing;
import io.github.nacosgraceful.node.Node;
import io.github.nacosgraceful.node.NodeThreads;
import io.github.nacosgraceful.node.OtherNodes;
import io.github.nacosgraceful.node.Owner;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches one registration go from the list of every node, and has it deregistered again where it
 * is listed longer than is normal, or comes back. On the {@link NodeThreads}.
 */
public final class Verification {

  private static final Logger log = LoggerFactory.getLogger(Verification.class);

  private static final long POLL_MILLIS = 25;
  private static final long RETRY_MILLIS = 200;
  private static final long MOST_RETRY_MILLIS = 400;

  /** Once it is gone: it comes back rarely. */
  private static final long WATCH_MILLIS = 100;

  /**
   * A list shows an instance for 0.6 s after it left on the node of its connection, for 1.7 s on
   * the others.
   */
  private static final long NORMAL_ON_CONNECTED = TimeUnit.SECONDS.toNanos(1);

  private static final long NORMAL_ON_OTHERS = TimeUnit.SECONDS.toNanos(3);

  /** A node that is down tells nobody: it is not waited for longer than one in order may take. */
  private static final long UNANSWERED = NORMAL_ON_OTHERS;

  /**
   * What a cluster takes. For nodes that cannot be asked: their address was only named by another,
   * or nobody names them.
   */
  private static final long UNSEEN = TimeUnit.MILLISECONDS.toNanos(1700);

  private final Leaver leaver;
  private final Registration registration;
  private final Owner owner;
  private final Listing listing;
  private final NodeThreads threads;
  private final long begun = System.nanoTime();
  private final List<Node> nodes = new CopyOnWriteArrayList<>();
  private volatile boolean mayBeMore;
  private volatile boolean allKnown;

  public Verification(Leaver leaver, Owner owner, NodeThreads threads) {
    this.leaver = leaver;
    this.registration = leaver.registration();
    this.owner = owner;
    this.listing = new Listing(owner, registration);
    this.threads = threads;
  }

  /**
   * Takes as long as names take to be looked up.
   *
   * @param others null if only the connected node is to be asked
   */
  public void start(OtherNodes others) {
    mayBeMore = listing.findNodes(others, this::ask);
    allKnown = true;
  }

  List<Node> nodes() {
    return nodes;
  }

  /** Whether every node that answers says that it is gone. */
  boolean isSettled(long now) {
    return allKnown
        && (!mayBeMore || now - begun >= UNSEEN)
        && nodes.stream().allMatch(node -> node.isGone() || isGivenUp(node, now));
  }

  /** Whether every node says so. */
  boolean isGoneEverywhere() {
    return allKnown && nodes.stream().allMatch(node -> node.isGone() || node.named);
  }

  /** Whether a node need not be waited for. */
  private boolean isGivenUp(Node node, long now) {
    return !node.hasAnswered() && now - begun >= (node.named ? UNSEEN : UNANSWERED);
  }

  private void ask(Node node) {
    nodes.add(node);
    threads.schedule(node, new Question(node), 0);
  }

  /** Asks one node again and again, until its thread is ended. */
  private final class Question implements Runnable {

    private final Node node;
    private long normalUntil;
    private long retry = RETRY_MILLIS;

    Question(Node node) {
      this.node = node;
      normalUntil = begun + (node.connected ? NORMAL_ON_CONNECTED : NORMAL_ON_OTHERS);
    }

    @Override
    public void run() {
      Thread.currentThread().setContextClassLoader(owner.loader());
      long pause;
      try {
        boolean wasGone = node.isGone();
        boolean listed = listing.isListed(node);
        if (threads.areOver()) {
          return; // an answer that came late: it may have been brought online since
        }
        long now = System.nanoTime();
        node.answers(listed, now);
        if (listed && leaver.isDeregistered() && (wasGone || now - normalUntil >= 0)) {
          log.info(
              wasGone
                  ? "{} is back on {}: it is deregistered again"
                  : "{} is still listed on {}: it is deregistered again",
              registration,
              node.address);
          normalUntil = now + NORMAL_ON_OTHERS;
          leaver.deregister();
        }
        pause = listed ? POLL_MILLIS : WATCH_MILLIS;
      } catch (Throwable t) {
        node.fails(Reason.of(t));
        // Where the client itself asks, it logs each failure.
        pause = retry;
        retry = Math.min(MOST_RETRY_MILLIS, 2 * retry);
      } finally {
        Thread.currentThread().setContextClassLoader(null);
      }
      threads.schedule(node, this, pause);
    }
  }
}

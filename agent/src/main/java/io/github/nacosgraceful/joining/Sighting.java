package io.github.nacosgraceful.joining;

import io.github.nacosgraceful.node.Listing;
import io.github.nacosgraceful.node.Node;
import io.github.nacosgraceful.node.NodeThreads;
import io.github.nacosgraceful.node.Question;
import io.github.nacosgraceful.thread.AgentThread;
import io.github.nacosgraceful.thread.Scheduler;
import io.github.nacosgraceful.thread.Stamp;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Watches one registration appear on the list of every node. On the {@link NodeThreads}. */
final class Sighting implements Question.Then {

  private static final long POLL_MILLIS = 25;
  private static final long RETRY_MILLIS = 200;

  /** A node that is down lists nothing: it is not waited for longer than one in order may take. */
  private static final long UNANSWERED = TimeUnit.SECONDS.toNanos(3);

  private final Listing listing;
  private final NodeThreads threads;
  private final Scheduler scheduler;
  private volatile List<Node> nodes = Collections.emptyList();
  private volatile Stamp foundAt = Stamp.NEVER;

  Sighting(Listing listing, NodeThreads threads, Scheduler scheduler) {
    this.listing = listing;
    this.threads = threads;
    this.scheduler = scheduler;
  }

  /** Called once. Returns at once: a thread finds the nodes. */
  void begin() {
    if (!threads.areOver()) {
      scheduler.start(AgentThread.of(this::findNodes, "verify-nodes", listing.loader()));
    }
  }

  private void findNodes() {
    List<Node> found = new ArrayList<>();
    listing.findNodes(found::add);
    nodes = found; // all at once: if there is one, there are no more
    foundAt = Stamp.at(scheduler.now());
    found.forEach(node -> new Question(listing, node, threads, this).ask());
  }

  /** Those that are asked; none before all are known. */
  List<Node> nodes() {
    return nodes;
  }

  /** Whether every node that answers lists it. */
  boolean isSettled(long now) {
    return !foundAt.isNever()
        && nodes.stream()
            .allMatch(
                node ->
                    !node.listedAt().isNever()
                        || !node.hasAnswered() && foundAt.isAgo(UNANSWERED, now));
  }

  @Override
  public long answered(boolean listed, long now) {
    return listed ? Question.NO_MORE : POLL_MILLIS;
  }

  @Override
  public long failed() {
    return RETRY_MILLIS;
  }
}

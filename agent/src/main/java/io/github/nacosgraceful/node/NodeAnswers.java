package io.github.nacosgraceful.node;

import io.github.nacosgraceful.instance.Registration;
import io.github.nacosgraceful.thread.AgentThread;
import io.github.nacosgraceful.thread.Scheduler;
import io.github.nacosgraceful.thread.Stamp;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/**
 * Asks, on demand, which nodes list which registrations: all at once, and for two seconds at most.
 * Answers are good for a second, so that looking often does not mean asking Nacos often; a node
 * that hangs is not asked again before its thread has come back. Any thread.
 */
public final class NodeAnswers {

  private static final long LONGEST_MILLIS = 2000;
  private static final long FRESH = TimeUnit.SECONDS.toNanos(1);
  private static final long POLL_MILLIS = 5;

  private final Scheduler scheduler;
  private final Listings listings;
  private final List<Finder> finders = new ArrayList<>();

  /** A finder that was held up may still look at them. */
  private final List<NodeThreads> earlier = new CopyOnWriteArrayList<>();

  private Map<Registration, List<NodeAnswer>> last = Collections.emptyMap();
  private Stamp lastAt = Stamp.NEVER;

  public NodeAnswers() {
    this(Scheduler.SYSTEM, Listings.EVERY_NODE);
  }

  public NodeAnswers(Scheduler scheduler, Listings listings) {
    this.scheduler = scheduler;
    this.listings = listings;
  }

  /**
   * What the nodes say; one that says nothing within two seconds is there with a problem.
   *
   * @throws InterruptedException if the calling thread is interrupted
   */
  public synchronized Map<Registration, List<NodeAnswer>> of(List<Registration> registrations)
      throws InterruptedException {
    if (!last.keySet().containsAll(registrations) || !lastAt.isWithin(FRESH, scheduler.now())) {
      last = ask(registrations);
      lastAt = Stamp.at(scheduler.now());
    }
    return last;
  }

  private Map<Registration, List<NodeAnswer>> ask(List<Registration> registrations)
      throws InterruptedException {
    finders.removeIf(finder -> finder.over); // they hold their owners
    NodeThreads threads = new NodeThreads(scheduler);
    Map<Registration, Queue<Asked>> asked = new HashMap<>();
    Map<Owner, List<Registration>> byOwner = new HashMap<>();
    Owners owners = new Owners();
    for (Registration registration : registrations) {
      asked.put(registration, new ConcurrentLinkedQueue<>());
      Owner owner = owners.of(registration);
      if (owner != null) {
        byOwner.computeIfAbsent(owner, key -> new ArrayList<>()).add(registration);
      }
    }
    try {
      byOwner.forEach((owner, theirs) -> find(owner, theirs, asked, threads));
      awaitAnswers(asked);
    } finally {
      threads.end();
      earlier.add(threads);
    }
    earlier.removeIf(NodeThreads::haveEnded);
    finders.removeIf(finder -> finder.over); // they hold their owners
    Map<Registration, List<NodeAnswer>> answers = new HashMap<>();
    for (Registration registration : registrations) {
      List<NodeAnswer> nodes = new ArrayList<>();
      asked.get(registration).forEach(one -> nodes.add(one.answer()));
      answers.put(registration, nodes);
    }
    return answers;
  }

  private void find(
      Owner owner,
      List<Registration> registrations,
      Map<Registration, Queue<Asked>> asked,
      NodeThreads threads) {
    if (finders.stream().anyMatch(finder -> finder.owner.namingService == owner.namingService)) {
      return;
    }
    Finder finder =
        new Finder(
            owner,
            () -> {
              for (Registration registration : registrations) {
                Listing listing = listings.of(owner, registration);
                listing.findNodes(
                    node -> {
                      Asked one = new Asked(node);
                      asked.get(registration).add(one);
                      ask(one, listing, threads);
                    });
              }
            });
    finders.add(finder);
    scheduler.start(AgentThread.of(finder, "find-nodes", owner.loader()));
  }

  private void ask(Asked one, Listing listing, NodeThreads threads) {
    if (earlier.stream().anyMatch(before -> before.isBusy(one.node))) {
      one.done = true;
    } else {
      new Question(listing, one.node, threads, one).ask();
    }
  }

  private void awaitAnswers(Map<Registration, Queue<Asked>> asked) throws InterruptedException {
    long deadline = scheduler.now() + TimeUnit.MILLISECONDS.toNanos(LONGEST_MILLIS);
    while (scheduler.now() - deadline < 0
        && (finders.stream().anyMatch(finder -> !finder.over)
            || asked.values().stream().flatMap(Queue::stream).anyMatch(one -> !one.done))) {
      scheduler.sleep(POLL_MILLIS);
    }
  }

  /** Finds the nodes of one client. */
  private static final class Finder implements Runnable {

    final Owner owner;
    private final Runnable work;
    volatile boolean over;

    Finder(Owner owner, Runnable work) {
      this.owner = owner;
      this.work = work;
    }

    @Override
    public void run() {
      try {
        work.run();
      } finally {
        over = true;
      }
    }
  }

  /** A node that is asked once. */
  private static final class Asked implements Question.Then {

    final Node node;
    volatile boolean done;

    Asked(Node node) {
      this.node = node;
    }

    @Override
    public long answered(boolean listed, long now) {
      return failed();
    }

    @Override
    public long failed() {
      done = true;
      return Question.NO_MORE;
    }

    NodeAnswer answer() {
      String problem = node.problem();
      return new NodeAnswer(
          node.address, problem == null ? !node.listedAt().isNever() : null, problem);
    }
  }
}

package io.github.nacosgraceful.joining;

import io.github.nacosgraceful.instance.Registration;
import io.github.nacosgraceful.log.Reason;
import io.github.nacosgraceful.node.Listing;
import io.github.nacosgraceful.node.Node;
import io.github.nacosgraceful.node.NodeThreads;
import io.github.nacosgraceful.node.OtherNodes;
import io.github.nacosgraceful.node.Owner;
import io.github.nacosgraceful.thread.AgentThread;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What is brought back online by hand, on its way into Nacos: registered through its owner, then
 * seen on every node. Nothing here waits for Nacos but {@link #await}.
 */
public final class Arrival {

  private static final long POLL_MILLIS = 25;
  private static final long RETRY_MILLIS = 200;

  /** A node that is down lists nothing: it is not waited for longer than one in order may take. */
  private static final long UNANSWERED = TimeUnit.SECONDS.toNanos(3);

  private final List<Joiner> joiners;
  private final Function<Owner, OtherNodes> others;
  private final long deadline;
  private final NodeThreads threads = new NodeThreads();
  private final List<Look> looks = new CopyOnWriteArrayList<>();

  /**
   * @param others which nodes beside the connected one are asked; null if none is
   * @param deadline by {@code System.nanoTime()}: no node is waited for after it
   */
  public Arrival(List<Joiner> joiners, Function<Owner, OtherNodes> others, long deadline) {
    this.joiners = joiners;
    this.others = others;
    this.deadline = deadline;
  }

  public void start() {
    joiners.forEach(Joiner::start);
  }

  /** Waits until every node lists everything, or the time is up. */
  public void await() throws InterruptedException {
    List<Joiner> asked = new ArrayList<>();
    for (long now = System.nanoTime(); now - deadline < 0; now = System.nanoTime()) {
      for (Joiner joiner : joiners) {
        if (joiner.registeredAt() != 0 && others != null && !asked.contains(joiner)) {
          asked.add(joiner);
          new AgentThread(() -> look(joiner), "verify-nodes", joiner.owner.loader()).start();
        }
      }
      if (isSettled(now)) {
        break;
      }
      Thread.sleep(POLL_MILLIS);
    }
    threads.end();
  }

  private void look(Joiner joiner) {
    Listing listing = new Listing(joiner.owner, joiner.registration);
    List<Look> found = new ArrayList<>();
    listing.findNodes(
        others.apply(joiner.owner), node -> found.add(new Look(joiner, listing, node)));
    looks.addAll(found); // all at once: who sees one knows that there are no more
    found.forEach(look -> threads.schedule(look.node, look, 0));
  }

  private boolean isSettled(long now) {
    for (Joiner joiner : joiners) {
      if (joiner.registeredAt() == 0) {
        if (!joiner.isOver(now)) {
          return false;
        }
      } else if (others != null
          && (looks.stream().noneMatch(look -> look.joiner == joiner)
              || looks.stream().anyMatch(look -> look.joiner == joiner && !look.isDone(now)))) {
        return false;
      }
    }
    return true;
  }

  public int size() {
    return joiners.size();
  }

  /** By {@code System.nanoTime()}: when the last one was registered; 0 if one is not. */
  public long registeredAt() {
    return joiners.stream().allMatch(joiner -> joiner.registeredAt() != 0)
        ? joiners.stream().mapToLong(Joiner::registeredAt).max().orElse(0)
        : 0;
  }

  /** By {@code System.nanoTime()}: when the last node listed the last one; 0 if one does not. */
  public long listedAt() {
    return looks.isEmpty() || looks.stream().anyMatch(look -> look.counts() && look.listedAt == 0)
        ? 0
        : looks.stream().mapToLong(look -> look.listedAt).max().orElse(0);
  }

  /** What was not registered and why, one sentence each. */
  public List<String> failures() {
    return joiners.stream()
        .filter(joiner -> joiner.registeredAt() == 0)
        .map(joiner -> joiner.registration + " (" + joiner.problem() + ")")
        .collect(Collectors.toList());
  }

  /** The nodes that do not list everything. */
  public List<String> doubts() {
    return looks.stream()
        .filter(look -> look.counts() && look.listedAt == 0)
        .map(look -> look.node.address + " (" + look.problem + ")")
        .distinct()
        .collect(Collectors.toList());
  }

  /** Whether nodes were to be asked. */
  public boolean isVerified() {
    return others != null;
  }

  /** What was not registered. */
  public List<Registration> missing() {
    return joiners.stream()
        .filter(joiner -> joiner.registeredAt() == 0)
        .map(joiner -> joiner.registration)
        .collect(Collectors.toList());
  }

  /** How many nodes were asked. */
  public long nodeCount() {
    return looks.stream().filter(Look::counts).map(look -> look.node.address).distinct().count();
  }

  @Override
  public String toString() {
    return joiners.stream()
        .map(joiner -> joiner.registration.toString())
        .collect(Collectors.joining(", "));
  }

  /** Asks one node until it lists one registration. */
  private final class Look implements Runnable {

    final Joiner joiner;
    final Node node;
    private final Listing listing;
    private final long begun = System.nanoTime();
    volatile long listedAt;
    volatile String problem = "no answer";

    Look(Joiner joiner, Listing listing, Node node) {
      this.joiner = joiner;
      this.listing = listing;
      this.node = node;
    }

    /** One that was only named, and cannot be reached from here, says nothing. */
    boolean counts() {
      return !node.named || node.hasAnswered();
    }

    boolean isDone(long now) {
      return listedAt != 0 || !node.hasAnswered() && now - begun >= UNANSWERED;
    }

    @Override
    public void run() {
      Thread.currentThread().setContextClassLoader(joiner.owner.loader());
      long pause = POLL_MILLIS;
      try {
        boolean listed = listing.isListed(node);
        long now = System.nanoTime();
        node.answers(listed, now);
        problem = "does not list it yet";
        if (listed) {
          listedAt = now == 0 ? 1 : now;
          return;
        }
      } catch (Throwable t) {
        problem = Reason.of(t);
        pause = RETRY_MILLIS;
      } finally {
        Thread.currentThread().setContextClassLoader(null);
      }
      threads.schedule(node, this, pause);
    }
  }
}

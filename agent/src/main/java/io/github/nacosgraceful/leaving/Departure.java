package io.github.nacosgraceful.leaving;

import io.github.nacosgraceful.node.Node;
import io.github.nacosgraceful.node.NodeThreads;
import io.github.nacosgraceful.registry.Gate;
import io.github.nacosgraceful.thread.Stamp;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Everything that this process registered, on its way out of Nacos. Made by {@link Departures};
 * asked by the drain on its own thread. Nothing here waits for Nacos.
 */
public final class Departure {

  /**
   * How long Nacos may take to tell the callers where no list shows that it has: without
   * verification, Nacos 2 and 3 wait 0.5 s; a server 1 lists live and waits 1 s.
   */
  private static final long UNSEEN_WAIT = TimeUnit.MILLISECONDS.toNanos(1200);

  /** A server that hears of a closed connection tells the callers half a second later. */
  private static final long LAST_RESORT_WAIT = TimeUnit.MILLISECONDS.toNanos(600);

  /**
   * After a beat that was late: how long until a list shows that it brought the instance back. A
   * server 2 or 3 refreshes its lists every half second.
   */
  private static final long BACK_WITHIN = TimeUnit.MILLISECONDS.toNanos(700);

  private final Gate gate;
  private final List<Leaver> leavers;
  private final NodeThreads threads;
  private final long deregisterDeadline;
  private final long verifyDeadline;

  public Departure(
      Gate gate,
      List<Leaver> leavers,
      NodeThreads threads,
      long deregisterDeadline,
      long verifyDeadline) {
    this.gate = gate;
    this.leavers = leavers;
    this.threads = threads;
    this.deregisterDeadline = deregisterDeadline;
    this.verifyDeadline = verifyDeadline;
  }

  public int size() {
    return leavers.size();
  }

  /** The drain is over: Nacos is not asked any more. */
  public void end() {
    threads.end();
  }

  /** Whether at least one registration is deregistered: then callers are about to leave. */
  public boolean hasLeft() {
    return leavers.stream().anyMatch(Leaver::isDeregistered);
  }

  /** By {@code System.nanoTime()}: when the last one was deregistered; 0 if one is not. */
  public long deregisteredAt() {
    return leavers.stream().allMatch(Leaver::isDeregistered)
        ? leavers.stream()
            .mapToLong(Leaver::deregisteredAt)
            .reduce((a, b) -> a - b > 0 ? a : b)
            .orElse(0)
        : 0;
  }

  /** Whether callers have been told, as far as can be known, or the time to find out is up. */
  public boolean isSettled(long now) {
    if (now - verifyDeadline >= 0) {
      return true;
    }
    return leavers.stream().allMatch(leaver -> isSettled(leaver, now));
  }

  private boolean isSettled(Leaver leaver, long now) {
    if (!leaver.isDeregistered()) {
      return leaver.hasGivenUp() || now - deregisterDeadline >= LAST_RESORT_WAIT;
    }
    Stamp late = gate.lateAt();
    if (gate.isPassing()
        || late.isAfter(Stamp.at(leaver.deregisteredAt())) && late.isWithin(BACK_WITHIN, now)) {
      return false;
    }
    boolean told =
        leaver.verification() != null && !leaver.isToldLater()
            || now - leaver.deregisteredAt() >= UNSEEN_WAIT;
    return told && (leaver.verification() == null || leaver.verification().isSettled(now));
  }

  /**
   * By {@code System.nanoTime()}: when the last node no longer listed the last registration; 0 if
   * one still does.
   */
  public long goneAt() {
    return nodeCount() > 0 && deregisteredAt() != 0 && nodes().allMatch(Node::isGone)
        ? nodes().mapToLong(Node::goneAt).reduce((a, b) -> a - b > 0 ? a : b).orElse(0)
        : 0;
  }

  /** What was not deregistered and why, one sentence each. */
  public List<String> failures() {
    List<String> failures = new ArrayList<>();
    for (Leaver leaver : leavers) {
      if (!leaver.isDeregistered()) {
        failures.add(leaver.registration() + " (" + leaver.problem() + ")");
      }
    }
    return failures;
  }

  /** The nodes that did not say that it is gone. */
  public List<String> doubts() {
    return nodes()
        .filter(node -> !node.isGone())
        .map(Node::toString)
        .distinct()
        .collect(Collectors.toList());
  }

  /** How many nodes were asked. */
  public long nodeCount() {
    return nodes().map(node -> node.address).distinct().count();
  }

  /** But for those that were only named by another node, and cannot be reached from here. */
  private Stream<Node> nodes() {
    return leavers.stream()
        .filter(leaver -> leaver.verification() != null)
        .flatMap(leaver -> leaver.verification().nodes().stream())
        .filter(node -> !node.named || node.hasAnswered());
  }

  @Override
  public String toString() {
    return leavers.stream()
        .map(
            leaver ->
                leaver.registration() + (leaver.isLost() ? " (gone with its connection)" : ""))
        .collect(Collectors.joining(", "));
  }
}

package io.github.nacosgraceful.nacos;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Everything that this process registered, on its way out of Nacos. Made by {@link Nacos#leave};
 * asked by the drain on its own thread. Nothing here waits for Nacos.
 */
public final class Departure {

  /**
   * Without verification: how long Nacos may take to tell the callers, its own delay of 0.5 s
   * doubled.
   */
  private static final long UNVERIFIED_WAIT = TimeUnit.SECONDS.toNanos(1);

  private final List<Leaver> leavers;
  private final boolean verifies;
  private final long deregisterDeadline;
  private final long verifyDeadline;

  Departure(List<Leaver> leavers, boolean verifies, long deregisterDeadline, long verifyDeadline) {
    this.leavers = leavers;
    this.verifies = verifies;
    this.deregisterDeadline = deregisterDeadline;
    this.verifyDeadline = verifyDeadline;
  }

  public int size() {
    return leavers.size();
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
    for (Leaver leaver : leavers) {
      if (!leaver.isDeregistered()) {
        if (now - deregisterDeadline < 0) {
          return false;
        }
      } else if (!verifies) {
        if (now - leaver.deregisteredAt() < UNVERIFIED_WAIT) {
          return false;
        }
      } else if (leaver.nodes() == null || !leaver.nodes().stream().allMatch(Node::isGone)) {
        return false;
      }
    }
    return true;
  }

  /**
   * By {@code System.nanoTime()}: when the last node no longer listed the last registration; 0 if
   * one still does.
   */
  public long goneAt() {
    List<Node> nodes = nodes();
    return !nodes.isEmpty() && deregisteredAt() != 0 && nodes.stream().allMatch(Node::isGone)
        ? nodes.stream()
            .mapToLong(node -> node.goneAt)
            .reduce((a, b) -> a - b > 0 ? a : b)
            .orElse(0)
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
    List<String> doubts = new ArrayList<>();
    for (Node node : nodes()) {
      if (!node.isGone()) {
        doubts.add(node.toString());
      }
    }
    return doubts;
  }

  /** How many nodes were asked; a node that several registrations are on counts once for each. */
  public int nodeCount() {
    return nodes().size();
  }

  private List<Node> nodes() {
    List<Node> nodes = new ArrayList<>();
    for (Leaver leaver : leavers) {
      nodes.addAll(leaver.nodes() == null ? Collections.<Node>emptyList() : leaver.nodes());
    }
    return nodes;
  }

  @Override
  public String toString() {
    StringBuilder names = new StringBuilder();
    for (Leaver leaver : leavers) {
      names.append(names.length() == 0 ? "" : ", ").append(leaver.registration());
    }
    return names.toString();
  }
}

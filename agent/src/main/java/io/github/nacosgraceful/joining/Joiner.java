package io.github.nacosgraceful.joining;

import io.github.nacosgraceful.change.Move;
import io.github.nacosgraceful.instance.Registration;
import io.github.nacosgraceful.nacos.ClientThread;
import io.github.nacosgraceful.node.Node;
import io.github.nacosgraceful.node.Owner;
import io.github.nacosgraceful.thread.Attempts;
import io.github.nacosgraceful.thread.Deadline;
import io.github.nacosgraceful.thread.Scheduler;
import io.github.nacosgraceful.thread.Stamp;
import java.util.Collections;
import java.util.List;

/**
 * Registers one registration once more, on a thread of its own: every call into the client may
 * hang. Where it fails, the client itself goes on trying, as with any registration.
 */
final class Joiner implements Move {

  private final Registration registration;
  private final Owner owner;
  private final Sighting sighting;
  private final Scheduler scheduler;
  private final Attempts attempts;

  /**
   * @param sighting begins when it is registered; null for none
   * @param deadline by {@code System.nanoTime()}: no attempt is begun after it
   */
  Joiner(
      Registration registration,
      Owner owner,
      Sighting sighting,
      long deadline,
      Scheduler scheduler) {
    this.registration = registration;
    this.owner = owner;
    this.sighting = sighting;
    this.scheduler = scheduler;
    attempts =
        new Attempts(
            registration + " could not be registered yet",
            () -> owner.handles.register(owner.namingService, registration),
            this::look,
            new Deadline(deadline),
            scheduler);
  }

  /** Where no thread is to be had it has failed, and is tried again with the next change. */
  void start() {
    try {
      scheduler.start(ClientThread.of(attempts::inTurn, "join", owner.loader()));
    } catch (Throwable t) {
      attempts.cannotBegin(t);
    }
  }

  private void look() {
    if (sighting != null) {
      sighting.begin();
    }
  }

  /** Whether nothing is left to wait for. */
  boolean isSettled(long now) {
    return attempts.hasSucceeded()
        ? sighting == null || sighting.isSettled(now)
        : attempts.isOver();
  }

  @Override
  public Registration registration() {
    return registration;
  }

  @Override
  public Stamp doneAt() {
    return attempts.succeededAt();
  }

  @Override
  public String problem() {
    return attempts.problem();
  }

  @Override
  public List<Node> nodes() {
    return sighting == null ? Collections.emptyList() : sighting.nodes();
  }

  @Override
  public String toString() {
    return registration.toString();
  }
}

package io.github.nacosgraceful.departure;

import io.github.nacosgraceful.change.Move;
import io.github.nacosgraceful.instance.RegisteredInstance;
import io.github.nacosgraceful.instance.Registration;
import io.github.nacosgraceful.nacos.HttpInternals;
import io.github.nacosgraceful.node.Node;
import io.github.nacosgraceful.node.Owner;
import io.github.nacosgraceful.thread.Attempts;
import io.github.nacosgraceful.thread.Deadline;
import io.github.nacosgraceful.thread.Scheduler;
import io.github.nacosgraceful.thread.SideBySide;
import io.github.nacosgraceful.thread.Stamp;
import java.util.Collections;
import java.util.List;

/**
 * Takes one registration out of Nacos, on the {@link DepartureThreads}. Every call into the client
 * may hang (client 1 waits 50 s for an answer); then only its thread hangs with it, and the next
 * attempt is made beside it.
 */
final class Leaver implements Move, Verification.Redo {

  /** Client 1 makes the next attempt at another node. */
  private static final long PATIENCE_MILLIS = 700;

  private final Registration registration;
  private final Owner owner;
  private final boolean whole;
  private final Verification verification;
  private final LastResort lastResort;
  private final Attempts attempts;
  private final SideBySide sideBySide;
  private volatile boolean lost;
  private volatile boolean gaveUp;

  /**
   * @param whole whether everything in this process leaves: only then the connection may be closed
   * @param verification begins when the first attempt has ended; null for none
   * @param deadline no attempt is begun after it
   */
  Leaver(
      Registration registration,
      Owner owner,
      boolean whole,
      Verification verification,
      DepartureThreads threads,
      Deadline deadline,
      Scheduler scheduler) {
    this.registration = registration;
    this.owner = owner;
    this.whole = whole;
    this.verification = verification;
    this.lastResort = threads.of(owner).lastResort();
    attempts =
        new Attempts(
            registration + " could not be deregistered yet",
            this::deregister,
            this::verify,
            deadline,
            scheduler);
    if (registration.instances.stream().anyMatch(one -> !one.at.ephemeral)) {
      lastResort.spares(this::isDeregistered);
    }
    sideBySide =
        new SideBySide(
            attempts, threads.of(owner), PATIENCE_MILLIS, this::lookWhetherItIsGone, this::giveUp);
  }

  /** Returns at once. */
  void start() {
    sideBySide.begin();
  }

  @Override
  public Registration registration() {
    return registration;
  }

  @Override
  public boolean isDeregistered() {
    return attempts.hasSucceeded();
  }

  @Override
  public Stamp doneAt() {
    return attempts.succeededAt();
  }

  @Override
  public String problem() {
    return gaveUp && mayClose() && lastResort.isClosed()
        ? attempts.problem() + "; its connection was closed, for the server to drop it"
        : attempts.problem();
  }

  @Override
  public List<Node> nodes() {
    return verification == null ? Collections.emptyList() : verification.nodes();
  }

  /** Everything was tried, in vain, and nobody is told. */
  boolean hasGivenUp() {
    return gaveUp && (!mayClose() || lastResort.hasFailed());
  }

  /** Null where nothing is verified. */
  Verification verification() {
    return verification;
  }

  /** Whether Nacos tells the callers a while after it has answered, and no list shows when. */
  boolean isToldLater() {
    return owner.client instanceof HttpInternals;
  }

  private void giveUp() {
    if (mayClose()) {
      lastResort.begin();
    }
    gaveUp = true;
  }

  /** A server drops an instance with its connection: then there is nothing left to ask it for. */
  private void lookWhetherItIsGone() {
    verify();
    if (verification != null && verification.isGoneEverywhere()) {
      lost = true;
      attempts.succeed();
    }
  }

  private void verify() {
    if (verification != null) {
      verification.begin(this);
    }
  }

  @Override
  public void deregister() throws Throwable {
    if (registration.batch) {
      if (owner.client == null) {
        throw new IllegalStateException("this Nacos client keeps its batches in an unknown way");
      }
      owner.client.deregisterBatch(
          registration.service,
          registration.group,
          owner.handles.instance(registration.instances.get(0).at));
      return;
    }
    for (RegisteredInstance instance : registration.instances) {
      owner.handles.deregister(
          owner.namingService, registration.service, registration.group, instance.at);
    }
  }

  /** A permanent instance would stay, and what is subscribed to over the connection would go. */
  private boolean mayClose() {
    return whole && registration.instances.stream().anyMatch(one -> one.at.ephemeral);
  }

  @Override
  public String toString() {
    return registration + (lost ? " (gone with its connection)" : "");
  }
}

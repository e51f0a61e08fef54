package io.github.nacosgraceful.leaving;

import io.github.nacosgraceful.change.Move;
import io.github.nacosgraceful.instance.RegisteredInstance;
import io.github.nacosgraceful.instance.Registration;
import io.github.nacosgraceful.log.Log;
import io.github.nacosgraceful.log.Reason;
import io.github.nacosgraceful.nacos.ClientThread;
import io.github.nacosgraceful.nacos.HttpInternals;
import io.github.nacosgraceful.node.Node;
import io.github.nacosgraceful.node.Owner;
import io.github.nacosgraceful.thread.Attempts;
import io.github.nacosgraceful.thread.Scheduler;
import io.github.nacosgraceful.thread.Stamp;
import java.util.Collections;
import java.util.List;
import org.slf4j.Logger;

/**
 * Takes one registration out of Nacos, on threads of its own. Every call into the client may hang
 * (client 1 waits 50 s for an answer); then only its thread hangs with it, and the next attempt is
 * made beside it.
 */
final class Leaver implements Move, Verification.Redo {

  private static final Logger log = Log.get();

  /** Client 1 makes the next attempt at another node. */
  private static final long PATIENCE_MILLIS = 700;

  private final Registration registration;
  private final Owner owner;
  private final boolean whole;
  private final Verification verification;
  private final Scheduler scheduler;
  private final Attempts attempts;
  private volatile boolean lost;
  private volatile boolean connectionClosed;
  private volatile boolean gaveUp;

  /**
   * @param whole whether everything in this process leaves: only then the connection may be closed
   * @param verification begins when the first attempt has ended; null for none
   * @param deadline by {@code System.nanoTime()}: no attempt is begun after it
   */
  Leaver(
      Registration registration,
      Owner owner,
      boolean whole,
      Verification verification,
      long deadline,
      Scheduler scheduler) {
    this.registration = registration;
    this.owner = owner;
    this.whole = whole;
    this.verification = verification;
    this.scheduler = scheduler;
    attempts =
        new Attempts(
            registration + " could not be deregistered yet",
            this::deregister,
            this::verify,
            deadline,
            scheduler);
  }

  void start() {
    scheduler.start(thread("leave", this::leave));
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
    return connectionClosed
        ? attempts.problem() + "; its connection was closed, for the server to drop it"
        : attempts.problem();
  }

  @Override
  public List<Node> nodes() {
    return verification == null ? Collections.emptyList() : verification.nodes();
  }

  /** Everything was tried, in vain, and nobody is told. */
  boolean hasGivenUp() {
    return gaveUp && !connectionClosed;
  }

  /** Null where nothing is verified. */
  Verification verification() {
    return verification;
  }

  /** Whether Nacos tells the callers a while after it has answered, and no list shows when. */
  boolean isToldLater() {
    return owner.client instanceof HttpInternals;
  }

  private void leave() {
    attempts.sideBySide(
        attempt -> thread("deregister", attempt), PATIENCE_MILLIS, this::lookWhetherItIsGone);
    if (!isDeregistered()) {
      closeConnection();
      gaveUp = true;
    }
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
  private void closeConnection() {
    if (!whole
        || owner.client == null
        || registration.instances.stream().noneMatch(one -> one.at.ephemeral)) {
      return;
    }
    try {
      connectionClosed = owner.client.closeConnection();
    } catch (Throwable t) {
      log.debug("the connection to Nacos could not be closed: {}", Reason.of(t));
    }
  }

  private Thread thread(String name, Runnable work) {
    return ClientThread.of(work, name, owner.loader());
  }

  @Override
  public String toString() {
    return registration + (lost ? " (gone with its connection)" : "");
  }
}

package io.github.nacosgraceful.leaving;

import io.github.nacosgraceful.instance.RegisteredInstance;
import io.github.nacosgraceful.instance.Registration;
import io.github.nacosgraceful.log.Reason;
import io.github.nacosgraceful.nacos.ClientThread;
import io.github.nacosgraceful.nacos.HttpInternals;
import io.github.nacosgraceful.node.Owner;
import io.github.nacosgraceful.thread.AgentThread;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes one registration out of Nacos, on threads of its own. Every call into the client may hang
 * (client 1 waits 50 s for an answer); then only its thread hangs with it, and the next attempt is
 * made beside it.
 */
public final class Leaver {

  private static final Logger log = LoggerFactory.getLogger(Leaver.class);

  /** A client without a connection fails at once; it may have one again soon. */
  private static final long RETRY_MILLIS = 200;

  /** After this, an attempt counts as hanging. Client 1 makes the next one at another node. */
  private static final long PATIENCE_MILLIS = 700;

  private final Registration registration;
  private final Owner owner;
  private final boolean whole;
  private final Function<Leaver, Verification> verify;
  private final long deadline;
  private volatile long deregisteredAt;
  private volatile String problem = "no answer";
  private volatile boolean lost;
  private volatile boolean connectionClosed;
  private volatile boolean gaveUp;
  private volatile Verification verification;

  /**
   * @param whole whether everything in this process leaves: only then the connection may be closed
   * @param deadline by {@code System.nanoTime()}: no attempt is begun after it
   * @param verify how, given what is to be verified; null if not at all
   */
  public Leaver(
      Registration registration,
      Owner owner,
      boolean whole,
      long deadline,
      Function<Leaver, Verification> verify) {
    this.registration = registration;
    this.owner = owner;
    this.whole = whole;
    this.deadline = deadline;
    this.verify = verify;
  }

  public void start() {
    run("leave", this::leave);
  }

  Registration registration() {
    return registration;
  }

  boolean isDeregistered() {
    return deregisteredAt != 0;
  }

  /** By {@code System.nanoTime()}, or 0. */
  long deregisteredAt() {
    return deregisteredAt;
  }

  /** Why it is not deregistered, as far as known. */
  String problem() {
    return connectionClosed
        ? problem + "; its connection was closed, for the server to drop it"
        : problem;
  }

  /** Not deregistered, but gone from every node: with its connection, before it was asked for. */
  boolean isLost() {
    return lost;
  }

  /** Everything was tried, in vain, and nobody is told. */
  boolean hasGivenUp() {
    return gaveUp && !connectionClosed;
  }

  /** Null until it has been tried, and where nothing is verified. */
  Verification verification() {
    return verification;
  }

  /** Whether Nacos tells the callers a while after it has answered, and no list shows when. */
  boolean isToldLater() {
    return owner.client instanceof HttpInternals;
  }

  private void leave() {
    while (!isDeregistered() && System.nanoTime() - deadline < 0) {
      Thread attempt = run("deregister", this::attempt);
      long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      AgentThread.await(attempt, Math.max(1, Math.min(left, PATIENCE_MILLIS)));
      if (!isDeregistered()) {
        lookWhetherItIsGone();
        if (!attempt.isAlive()) {
          AgentThread.pause(RETRY_MILLIS);
        }
      }
    }
    if (!isDeregistered()) {
      closeConnection();
      gaveUp = true;
    }
  }

  /** A server drops an instance with its connection: then there is nothing left to ask it for. */
  private void lookWhetherItIsGone() {
    verify();
    Verification begun = verification;
    if (begun != null && begun.isGoneEverywhere()) {
      lost = true;
      deregisteredAt = System.nanoTime();
    }
  }

  private void attempt() {
    try {
      deregister();
      deregistered();
      verify();
    } catch (Throwable t) {
      problem = Reason.of(t);
      log.debug("{} could not be deregistered yet: {}", registration, problem);
    }
  }

  void deregister() throws Throwable {
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

  private synchronized void deregistered() {
    if (!isDeregistered()) {
      deregisteredAt = System.nanoTime();
    }
  }

  /** Begins it, unless it has begun. */
  private synchronized void verify() {
    if (verification == null && verify != null) {
      verification = verify.apply(this);
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

  private Thread run(String name, Runnable work) {
    Thread thread = new ClientThread(work, name, owner.loader());
    thread.start();
    return thread;
  }
}

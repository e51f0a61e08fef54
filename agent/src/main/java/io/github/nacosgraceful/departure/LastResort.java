package io.github.nacosgraceful.departure;

import io.github.nacosgraceful.log.Log;
import io.github.nacosgraceful.log.Reason;
import io.github.nacosgraceful.nacos.ClientInternals;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;

/**
 * Closes the connection of one client, once for all that could not be deregistered through it: a
 * server drops what was registered over it. Not while a permanent instance is to leave: that would
 * stay, and the application, which may deregister it by itself, could not either. Any thread.
 */
final class LastResort {

  private static final Logger log = Log.get();

  private final ClientInternals client;
  private final Executor thread;
  private final List<BooleanSupplier> permanent = new ArrayList<>();
  private boolean begun;
  private volatile boolean closed;
  private volatile boolean failed;

  /**
   * @param client null if only what is public can be used of it
   * @param thread on which the connection is closed, which may hang
   */
  LastResort(ClientInternals client, Executor thread) {
    this.client = client;
    this.thread = thread;
  }

  /**
   * Something permanent was registered through the client. Before anything begins to leave.
   *
   * @param hasLeft whether it is deregistered
   */
  synchronized void spares(BooleanSupplier hasLeft) {
    permanent.add(hasLeft);
  }

  /** Returns at once. */
  synchronized void begin() {
    if (!begun) {
      begun = true;
      if (client == null || !permanent.stream().allMatch(BooleanSupplier::getAsBoolean)) {
        failed = true;
      } else {
        thread.execute(this::close);
      }
    }
  }

  private void close() {
    try {
      closed = client.closeConnection();
    } catch (Throwable t) {
      log.debug("the connection to Nacos could not be closed: {}", Reason.of(t));
    }
    failed = !closed;
  }

  /** Whether the server is about to drop what was registered over the connection. */
  boolean isClosed() {
    return closed;
  }

  /** Whether that was tried in vain. */
  boolean hasFailed() {
    return failed;
  }
}

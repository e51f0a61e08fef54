package io.github.nacosgraceful.joining;

import io.github.nacosgraceful.instance.Registration;
import io.github.nacosgraceful.log.Reason;
import io.github.nacosgraceful.nacos.ClientThread;
import io.github.nacosgraceful.node.Owner;
import io.github.nacosgraceful.thread.AgentThread;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Registers one registration once more, on threads of its own: every call into the client may hang.
 * Where it fails, the client itself goes on trying, as with any registration.
 */
public final class Joiner {

  private static final Logger log = LoggerFactory.getLogger(Joiner.class);

  private static final long RETRY_MILLIS = 200;

  final Registration registration;
  final Owner owner;
  private final long deadline;
  private volatile long registeredAt;
  private volatile boolean over;
  private volatile String problem = "no answer";

  /**
   * @param deadline by {@code System.nanoTime()}: no attempt is begun after it
   */
  public Joiner(Registration registration, Owner owner, long deadline) {
    this.registration = registration;
    this.owner = owner;
    this.deadline = deadline;
  }

  void start() {
    new ClientThread(this::join, "join", owner.loader()).start();
  }

  /** By {@code System.nanoTime()}; 0 if it is not registered yet. */
  long registeredAt() {
    return registeredAt;
  }

  /** Whether nothing more is tried. */
  boolean isOver(long now) {
    return over || now - deadline >= 0;
  }

  String problem() {
    return problem;
  }

  private void join() {
    while (registeredAt == 0 && System.nanoTime() - deadline < 0) {
      try {
        owner.handles.register(owner.namingService, registration);
        long now = System.nanoTime();
        registeredAt = now == 0 ? 1 : now;
      } catch (Throwable t) {
        problem = Reason.of(t);
        log.debug("{} could not be registered yet: {}", registration, problem);
        long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        AgentThread.pause(Math.max(0, Math.min(left, RETRY_MILLIS)));
      }
    }
    over = true;
  }
}

package io.github.nacosgraceful.following;

import io.github.nacosgraceful.bridge.Handler;
import io.github.nacosgraceful.log.DryRun;
import io.github.nacosgraceful.log.Log;
import io.github.nacosgraceful.log.Reason;
import io.github.nacosgraceful.nacos.GrpcInternals;
import io.github.nacosgraceful.nacos.NamingServices;
import io.github.nacosgraceful.thread.AgentThread;
import io.github.nacosgraceful.thread.Scheduler;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;

/**
 * Redoes at once what a gRPC client redoes up to three seconds after it has a connection again.
 *
 * <p>Until then its instances are missing from Nacos and its lists are as old as the connection
 * that was lost; and the client's own redo throws away the list that a subscription is answered
 * with, so that another half second passes until the server pushes it. Whatever fails here, the
 * client's own redo does later.
 */
public final class Reconnects {

  private static final Logger log = Log.get();

  private final NamingServices owners;
  private final DryRun dryRun;
  private final Consumer<Object> connected;
  private final Scheduler scheduler;

  /**
   * @param connected is told a NamingService once it has redone what it had, or has failed to
   */
  public Reconnects(NamingServices owners, DryRun dryRun, Consumer<Object> connected) {
    this(owners, dryRun, connected, Scheduler.SYSTEM);
  }

  Reconnects(
      NamingServices owners, DryRun dryRun, Consumer<Object> connected, Scheduler scheduler) {
    this.owners = owners;
    this.dryRun = dryRun;
    this.connected = connected;
    this.scheduler = scheduler;
  }

  /** Where the redo service hears of a connection; on the client's own thread. */
  public Handler onConnected() {
    return new Handler() {
      @Override
      public void exit(Object entered, Object redoService, Object a) throws Throwable {
        NamingServices.Known owner =
            owners.ownerOf(redoService, "clientProxy", "grpcClientProxy", "redoService");
        if (owner == null) {
          return; // the first connection, while the NamingService is built
        }
        owner.connectedAt = scheduler.now();
        Object namingService = owner.get();
        if (!dryRun.instead("subscribe and register again at once") && namingService != null) {
          ClassLoader loader = namingService.getClass().getClassLoader();
          scheduler.start(AgentThread.of(() -> redo(namingService), "redo", loader));
        }
      }
    };
  }

  private void redo(Object namingService) {
    try {
      long begun = scheduler.now();
      int redone = new GrpcInternals(namingService).redo();
      if (redone > 0) { // none: the first connection, made late
        log.info(
            "Nacos is connected again: {} registrations and subscriptions were redone within {} ms",
            redone,
            TimeUnit.NANOSECONDS.toMillis(scheduler.now() - begun));
      }
    } catch (Throwable t) {
      log.debug("the client itself will redo what it had: {}", Reason.of(t));
    }
    connected.accept(namingService);
  }
}

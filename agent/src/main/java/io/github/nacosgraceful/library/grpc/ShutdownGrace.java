package io.github.nacosgraceful.library.grpc;

import io.github.nacosgraceful.bridge.Handler;
import io.github.nacosgraceful.log.Log;
import io.github.nacosgraceful.log.Reason;
import io.github.nacosgraceful.thread.AgentThread;
import io.github.nacosgraceful.thread.Scheduler;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.slf4j.Logger;

/**
 * Spring is about to stop its gRPC server, and to wait for calls in flight: 30 s by default, on the
 * thread that closes the context, which no timeout of a phase cuts short. What the drain has waited
 * for in vain is not waited for once more: both together take no longer than Spring's own wait.
 * Runs on the thread that closes the context; a thread of its own ends the wait.
 */
final class ShutdownGrace extends Handler {

  private static final Logger log = Log.get();

  /** What has just been waited for may end any moment. */
  private static final long LEAST_MILLIS = 1000;

  private final LongSupplier waitedMillis;
  private final Scheduler scheduler;

  /**
   * @param waitedMillis how long the drain of this stop has waited for what is in flight still
   */
  ShutdownGrace(LongSupplier waitedMillis, Scheduler scheduler) {
    this.waitedMillis = waitedMillis;
    this.scheduler = scheduler;
  }

  @Override
  public Object enter(Object lifecycle, Object server, Object period, Object c) throws Throwable {
    long waited = waitedMillis.getAsLong();
    long grace = server == null ? 0 : ((Duration) period).toMillis();
    long left = Math.max(LEAST_MILLIS, grace - waited);
    if (waited > 0 && left < grace) {
      log.info(
          "gRPC waits {} ms for what is in flight, instead of {} ms: the drain has waited the others",
          left,
          grace);
      ClassLoader loader = server.getClass().getClassLoader();
      Method shutDown = Class.forName("io.grpc.Server", false, loader).getMethod("shutdownNow");
      scheduler.start(AgentThread.of(() -> endIn(left, server, shutDown), "grpc-grace", loader));
    }
    return null;
  }

  /** As Spring does itself when its own time is up. */
  private void endIn(long millis, Object server, Method shutDown) {
    scheduler.pause(millis);
    try {
      shutDown.invoke(server);
    } catch (ReflectiveOperationException | RuntimeException e) {
      log.debug("the gRPC server could not be ended: {}", Reason.of(e));
    }
  }
}

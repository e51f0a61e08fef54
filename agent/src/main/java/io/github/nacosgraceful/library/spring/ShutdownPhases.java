package io.github.nacosgraceful.library.spring;

import io.github.nacosgraceful.bridge.Handler;
import io.github.nacosgraceful.log.Log;
import io.github.nacosgraceful.member.Reflection;
import java.util.function.LongSupplier;
import org.slf4j.Logger;

/**
 * Spring is about to stop its beans phase by phase, and Spring Boot's graceful shutdown to wait for
 * requests in one of them. What the drain has waited for in vain is not waited for once more: both
 * together take no longer than Spring's own wait. Runs on the thread that closes the context.
 */
final class ShutdownPhases extends Handler {

  private static final Logger log = Log.get();

  /** Other beans may need a moment as well. */
  private static final long LEAST_MILLIS = 1000;

  private static final String TIMEOUT = "timeoutPerShutdownPhase";
  private static final String SETTER = "setTimeoutPerShutdownPhase";

  private final LongSupplier waitedMillis;

  /**
   * @param waitedMillis how long the drain of this stop has waited for what is in flight still
   */
  ShutdownPhases(LongSupplier waitedMillis) {
    this.waitedMillis = waitedMillis;
  }

  @Override
  public Object enter(Object processor, Object a, Object b, Object c) throws Throwable {
    long waited = waitedMillis.getAsLong();
    if (waited > 0) {
      long timeout = (Long) Reflection.get(processor, TIMEOUT);
      long left = Math.max(LEAST_MILLIS, timeout - waited);
      if (left < timeout) {
        log.info(
            "Spring waits {} ms for what is in flight, instead of {} ms: the drain has waited the others",
            left,
            timeout);
        Reflection.invoke(processor.getClass().getMethod(SETTER, long.class), processor, left);
      }
    }
    return null;
  }
}

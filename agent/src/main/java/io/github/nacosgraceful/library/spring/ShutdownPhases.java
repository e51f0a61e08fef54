package io.github.nacosgraceful.library.spring;

import io.github.nacosgraceful.bridge.Handler;
import io.github.nacosgraceful.log.Log;
import io.github.nacosgraceful.member.Reflection;
import java.util.Map;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;

/**
 * Spring is about to stop its beans phase by phase, and Spring Boot's graceful shutdown to wait for
 * requests in one of them. What the drain has waited for in vain is not waited for once more: both
 * together take no longer than Spring's own wait for requests. Before Spring 6.2 all phases have
 * one timeout: it stays, for a listener of messages in another phase may need it. Runs on the
 * thread that closes the context.
 */
final class ShutdownPhases extends Handler {

  private static final Logger log = Log.get();

  /** What has just been waited for may end any moment. */
  private static final long LEAST_MILLIS = 1000;

  /** Where Spring Boot 3.4 to 4 waits for requests: {@code WebServerGracefulShutdownLifecycle}. */
  private static final Integer WEB_SERVER = Integer.MAX_VALUE - 1024;

  private static final String TIMEOUT = "timeoutPerShutdownPhase";

  /** Since Spring 6.2. */
  private static final String TIMEOUTS = "timeoutsForShutdownPhases";

  private static final String SETTER = "setTimeoutForShutdownPhase";

  private final LongSupplier waitedMillis;
  private final LongConsumer listeners;

  /**
   * @param waitedMillis how long the drain of this stop has waited for what is in flight still
   * @param listeners waits, for so many milliseconds since the stop at most, for what listeners
   *     have begun that the agent has stopped: Spring does not wait for these any more
   */
  ShutdownPhases(LongSupplier waitedMillis, LongConsumer listeners) {
    this.waitedMillis = waitedMillis;
    this.listeners = listeners;
  }

  @Override
  public Object enter(Object processor, Object a, Object b, Object c) throws Throwable {
    listeners.accept((Long) Reflection.get(processor, TIMEOUT));
    long waited = waitedMillis.getAsLong();
    if (waited > 0 && Reflection.has(processor, TIMEOUTS)) {
      Object own = ((Map<?, ?>) Reflection.get(processor, TIMEOUTS)).get(WEB_SERVER);
      long timeout = (Long) (own == null ? Reflection.get(processor, TIMEOUT) : own);
      long left = Math.max(LEAST_MILLIS, timeout - waited);
      if (left < timeout) {
        log.info(
            "Spring waits {} ms for what is in flight, instead of {} ms: the drain has waited the others",
            left,
            timeout);
        Reflection.invoke(
            processor.getClass().getMethod(SETTER, int.class, long.class),
            processor,
            WEB_SERVER,
            left);
      }
    }
    return null;
  }
}

package io.github.nacosgraceful.library.spring;

import io.github.nacosgraceful.bridge.Handler;
import io.github.nacosgraceful.log.Log;
import io.github.nacosgraceful.member.Reflection;
import java.util.Map;
import java.util.function.LongSupplier;
import org.slf4j.Logger;

/**
 * Spring is about to stop its beans phase by phase, and Spring Boot's graceful shutdown to wait for
 * requests in one of them. What the drain has waited for in vain is not waited for once more: both
 * together take no longer than Spring's own wait for requests. Runs on the thread that closes the
 * context.
 */
final class ShutdownPhases extends Handler {

  private static final Logger log = Log.get();

  /** Other beans may need a moment as well. */
  private static final long LEAST_MILLIS = 1000;

  /** Where Spring Boot 2.6 to 4 waits for requests: {@code WebServerGracefulShutdownLifecycle}. */
  private static final Integer WEB_SERVER = Integer.MAX_VALUE - 1024;

  private static final String TIMEOUT = "timeoutPerShutdownPhase";
  private static final String SETTER = "setTimeoutPerShutdownPhase";

  /** Since Spring 6.2. */
  private static final String TIMEOUTS = "timeoutsForShutdownPhases";

  private static final String SETTER_OF_ONE = "setTimeoutForShutdownPhase";

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
      Map<?, ?> ofOne =
          Reflection.has(processor, TIMEOUTS)
              ? (Map<?, ?>) Reflection.get(processor, TIMEOUTS)
              : null;
      Object own = ofOne == null ? null : ofOne.get(WEB_SERVER);
      long timeout = (Long) (own == null ? Reflection.get(processor, TIMEOUT) : own);
      long left = Math.max(LEAST_MILLIS, timeout - waited);
      if (left < timeout) {
        log.info(
            "Spring waits {} ms for what is in flight, instead of {} ms: the drain has waited the others",
            left,
            timeout);
        shorten(processor, ofOne != null, left);
      }
    }
    return null;
  }

  /**
   * Before Spring 6.2 all phases have one timeout.
   *
   * @param one whether it can be that of the web server alone: a listener of messages in another
   *     phase may need its time
   */
  private static void shorten(Object processor, boolean one, long left)
      throws ReflectiveOperationException {
    Class<?> type = processor.getClass();
    if (one) {
      Reflection.invoke(
          type.getMethod(SETTER_OF_ONE, int.class, long.class), processor, WEB_SERVER, left);
    } else {
      Reflection.invoke(type.getMethod(SETTER, long.class), processor, left);
    }
  }
}

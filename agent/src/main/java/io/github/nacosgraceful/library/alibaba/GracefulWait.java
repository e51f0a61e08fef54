package io.github.nacosgraceful.library.alibaba;

import io.github.nacosgraceful.bridge.Handler;
import io.github.nacosgraceful.log.Log;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;

/**
 * Lets Spring Cloud Alibaba wait no longer once the agent has drained the process, or the context
 * that is being closed on this thread. Runs on the thread that closes it.
 */
final class GracefulWait extends Handler {

  private static final Logger log = Log.get();

  private final BooleanSupplier drained;

  private GracefulWait(BooleanSupplier drained) {
    this.drained = drained;
  }

  /**
   * Spring Cloud Alibaba asks how long to wait.
   *
   * @param drained whether what is being closed has been drained
   */
  static Handler onAsked(BooleanSupplier drained) {
    return new GracefulWait(drained);
  }

  @Override
  public Object replace(Object properties, Object a, Object millis) {
    if (!drained.getAsBoolean()) {
      return millis;
    }
    log.debug("Spring Cloud Alibaba's wait of {} ms is skipped: the drain is over", millis);
    return 0;
  }
}

package io.github.nacosgraceful.leaving;

import io.github.nacosgraceful.log.Log;
import java.lang.instrument.Instrumentation;
import java.security.AccessController;
import java.security.PrivilegedAction;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;

/**
 * What happens between the moment the JVM is told to stop and the application's own shutdown hooks:
 * leave Nacos, serve on until the callers have left, hand over. Once.
 *
 * <p>{@link #run} is called on the thread that ends the JVM, which holds the lock of {@code
 * java.lang.Shutdown}.
 */
public final class ShutdownDrain implements Runnable {

  private static final Logger log = Log.get();

  private final Drains drains;
  private final AtomicBoolean begun = new AtomicBoolean();
  private volatile boolean drained;

  public ShutdownDrain(Drains drains) {
    this.drains = drains;
  }

  /**
   * @return whether it will run before all application hooks; if not, it runs beside them
   */
  public boolean install(Instrumentation instrumentation) {
    if (ShutdownSlot.wrap(instrumentation, this)) {
      return true;
    }
    Runtime.getRuntime().addShutdownHook(new Thread(this, "nacos-graceful-shutdown"));
    return false;
  }

  /**
   * Whether everything has left Nacos, and was served on until its callers were gone or the time
   * was up. If not, the application's own shutdown deregisters, and waits, as without the agent.
   */
  public boolean isDrained() {
    return drained;
  }

  @Override
  public void run() {
    if (!begun.compareAndSet(false, true)) {
      return;
    }
    try {
      // With a security manager, whoever called System.exit may be allowed less than the agent.
      drained =
          AccessController.doPrivileged(
              (PrivilegedAction<Boolean>) () -> drains.drainAll("Shutdown"));
    } catch (Throwable t) {
      log.warn("Shutdown: the drain failed: the application's own shutdown runs now", t);
    }
  }
}

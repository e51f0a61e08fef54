package org.springframework.context.support;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * As much of Spring's class as the agent hooks, for tests of what happens around a context that
 * comes up and goes down. Real ones are tested with real applications.
 */
public class AbstractApplicationContext {

  private final Object startupShutdownMonitor = new Object();
  private final AtomicBoolean active = new AtomicBoolean();
  private final String id;
  private final Runnable start;
  private final Runnable stop;

  public AbstractApplicationContext(String id, Runnable start, Runnable stop) {
    this.id = id;
    this.start = start;
    this.stop = stop;
  }

  public String getId() {
    return id;
  }

  public void refresh() {
    synchronized (startupShutdownMonitor) {
      active.set(true);
      start.run();
    }
  }

  public void registerShutdownHook() {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  synchronized (startupShutdownMonitor) {
                    doClose();
                  }
                }));
  }

  public void close() {
    synchronized (startupShutdownMonitor) {
      doClose();
    }
  }

  private void doClose() {
    if (active.compareAndSet(true, false)) {
      System.out.println("closing " + id);
      stop.run();
    }
  }
}

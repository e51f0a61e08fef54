package io.github.nacosgraceful.ribbon;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/**
 * One daemon thread that refreshes services by name; started with the first request. Requests for
 * one name coalesce.
 */
final class Refresher {

  private final LinkedBlockingQueue<String> requests = new LinkedBlockingQueue<>();
  private final Consumer<String> refresh;
  private Thread thread;

  /**
   * @param refresh must not throw
   */
  Refresher(Consumer<String> refresh) {
    this.refresh = refresh;
  }

  /** Any thread; never waits for a refresh. */
  synchronized void request(String service) {
    if (!requests.contains(service)) {
      requests.add(service);
    }
    if (thread == null) {
      thread = new Thread(this::work, "nacos-graceful-ribbon");
      thread.setDaemon(true);
      thread.setContextClassLoader(null); // else it would be the application's, for ever
      thread.start();
    }
  }

  private void work() {
    try {
      while (true) {
        refresh.accept(requests.take());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // nobody of ours does that: end
    }
  }
}

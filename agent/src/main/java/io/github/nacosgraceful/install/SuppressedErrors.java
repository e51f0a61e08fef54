package io.github.nacosgraceful.install;

import io.github.nacosgraceful.bridge.Bridge;
import io.github.nacosgraceful.log.Log;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;

/**
 * Errors of the agent that the application never saw: all are counted, and the first one at each
 * join point is logged. Any thread.
 */
public final class SuppressedErrors implements Bridge.ErrorListener {

  private static final Logger log = Log.get();

  private final AtomicLong count = new AtomicLong();
  private final Set<String> logged = ConcurrentHashMap.newKeySet();

  @Override
  public void suppressed(String point, Throwable error) {
    count.incrementAndGet();
    if (logged.add(point)) {
      log.warn(
          "suppressed an error of the agent's own in {}; the application goes on without it. Please report"
              + " this; nacos.graceful.log.level=debug shows where",
          point,
          error);
    }
  }

  public long count() {
    return count.get();
  }
}

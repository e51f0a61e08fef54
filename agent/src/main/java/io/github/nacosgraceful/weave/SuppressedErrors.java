package io.github.nacosgraceful.weave;

import io.github.nacosgraceful.bridge.Bridge;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Errors of the agent that the application never saw: all counted, the first of each hook logged.
 */
public final class SuppressedErrors implements Bridge.ErrorListener {

  private static final Logger log = LoggerFactory.getLogger(SuppressedErrors.class);

  private final AtomicLong count = new AtomicLong();
  private final Set<Integer> logged = ConcurrentHashMap.newKeySet();

  @Override
  public void suppressed(int hook, Throwable error) {
    count.incrementAndGet();
    if (logged.add(hook)) {
      log.warn(
          "suppressed an error of the agent's own in hook {}; the application goes on without it. Please report"
              + " this; nacos.graceful.log.level=debug shows where",
          hook,
          error);
    }
  }

  public long count() {
    return count.get();
  }
}

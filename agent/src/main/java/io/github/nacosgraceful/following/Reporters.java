package io.github.nacosgraceful.following;

import io.github.nacosgraceful.service.Reporter;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * The Nacos clients of this process, as those that are told something. Any thread; holds them
 * weakly.
 */
public final class Reporters {

  /** By the memory of the client, which compares by identity. */
  private final Map<Object, Reporter> reporters = Collections.synchronizedMap(new WeakHashMap<>());

  /**
   * @param memory of the client: its {@code ServiceInfoHolder} or {@code HostReactor}
   */
  Reporter of(Object memory) {
    return reporters.computeIfAbsent(memory, Reporter::new);
  }
}

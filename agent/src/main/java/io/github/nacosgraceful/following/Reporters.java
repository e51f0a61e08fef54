package io.github.nacosgraceful.following;

import io.github.nacosgraceful.log.Log;
import io.github.nacosgraceful.nacos.NacosClients;
import io.github.nacosgraceful.service.Reporter;
import io.github.nacosgraceful.service.Services;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import org.slf4j.Logger;

/**
 * The Nacos clients of this process, as those that are told something. Any thread; holds them
 * weakly.
 */
public final class Reporters {

  private static final Logger log = Log.get();

  private final Services services;

  /** By the memory of the client, which compares by identity. */
  private final Map<Object, Reporter> reporters = Collections.synchronizedMap(new WeakHashMap<>());

  public Reporters(Services services) {
    this.services = services;
  }

  /**
   * @param memory of the client: its {@code ServiceInfoHolder} or {@code HostReactor}
   */
  Reporter of(Object memory) {
    return reporters.computeIfAbsent(memory, Reporter::new);
  }

  /**
   * A NamingService is shut down, on the thread that does so.
   *
   * @param goesOn whether the application does: a refresh of its configuration shuts one down, and
   *     the next lookup makes another
   */
  public void closed(Object namingService, boolean goesOn) {
    try {
      int outdated = services.closed(of(NacosClients.memory(namingService)), goesOn);
      if (outdated > 0) {
        log.info(
            "a NamingService was shut down, and the application goes on: {} services that it knew are looked up anew",
            outdated);
      }
    } catch (ReflectiveOperationException e) {
      log.debug("this client keeps its lists in an unknown way: they count until it is gone", e);
    }
  }

  /** A NamingService was made, on the thread that did so. */
  public void made(Object namingService) {
    services.made();
  }
}

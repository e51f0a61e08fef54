package io.github.nacosgraceful.node;

import io.github.nacosgraceful.log.Log;
import io.github.nacosgraceful.nacos.ClientInternals;
import io.github.nacosgraceful.nacos.NacosClients;
import io.github.nacosgraceful.nacos.NacosHandles;
import org.slf4j.Logger;

/**
 * One NamingService, and what all its registrations have in common. Lives for one change or one
 * question, so it may hold the application's objects.
 */
public final class Owner {

  private static final Logger log = Log.get();

  public final Object namingService;
  public final NacosHandles handles;

  /** Null if only what is public can be used of this client. */
  public final ClientInternals client;

  /** Null if it is not known which there are. */
  public final OtherNodes others;

  Owner(Object namingService, NacosHandles handles) {
    this.namingService = namingService;
    this.handles = handles;
    ClientInternals internals = null;
    try {
      internals = NacosClients.internals(namingService);
    } catch (ReflectiveOperationException | RuntimeException e) {
      log.debug("only what is public can be used of this Nacos client", e);
    }
    client = internals;
    others = internals == null ? null : new OtherNodes(internals);
  }

  public ClassLoader loader() {
    return namingService.getClass().getClassLoader();
  }
}

package io.github.nacosgraceful.node;

import io.github.nacosgraceful.ai.AiRegistrar;
import io.github.nacosgraceful.log.Log;
import io.github.nacosgraceful.nacos.ClientInternals;
import io.github.nacosgraceful.nacos.NacosClients;
import io.github.nacosgraceful.nacos.Registrar;
import org.slf4j.Logger;

/**
 * One NamingService, or one client of the AI registry, and what all its registrations have in
 * common. Lives for one change or one question, so it may hold the application's objects.
 */
public final class Owner {

  private static final Logger log = Log.get();

  public final Object namingService;
  public final Registrar handles;

  /** Null if only what is public can be used of this client. */
  public final ClientInternals client;

  /** Null if it is not known which there are, or if they need not be asked. */
  public final OtherNodes others;

  Owner(Object namingService, Registrar handles) {
    this.namingService = namingService;
    this.handles = handles;
    ClientInternals internals = null;
    try {
      internals =
          AiRegistrar.isOwner(namingService)
              ? AiRegistrar.internals(namingService)
              : NacosClients.internals(namingService);
    } catch (ReflectiveOperationException | RuntimeException e) {
      log.debug("only what is public can be used of this Nacos client", e);
    }
    client = internals;
    // How a server names the service of an endpoint is its own affair: it alone is asked.
    boolean alone = internals == null || AiRegistrar.isOwner(namingService);
    others = alone ? null : new OtherNodes(internals);
  }

  public ClassLoader loader() {
    return namingService.getClass().getClassLoader();
  }
}

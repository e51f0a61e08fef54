package io.github.nacosgraceful.node;

import io.github.nacosgraceful.ai.AiRegistrar;
import io.github.nacosgraceful.instance.Registration;
import io.github.nacosgraceful.nacos.NacosHandles;
import io.github.nacosgraceful.nacos.Registrar;
import java.util.IdentityHashMap;
import java.util.Map;

/** The owners of some registrations, each looked into once. */
public final class Owners {

  private final Map<Object, Owner> byService = new IdentityHashMap<>();

  /** Null if the application let go of it, or if it has not what the agent needs. */
  public Owner of(Registration registration) {
    Object namingService = registration.owner();
    Registrar handles = namingService == null ? null : registrar(namingService);
    return handles == null
        ? null
        : byService.computeIfAbsent(namingService, service -> new Owner(service, handles));
  }

  private static Registrar registrar(Object owner) {
    return AiRegistrar.isOwner(owner) ? AiRegistrar.of(owner) : NacosHandles.of(owner);
  }
}

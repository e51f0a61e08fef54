package io.github.nacosgraceful.node;

import io.github.nacosgraceful.instance.Registration;
import io.github.nacosgraceful.nacos.NacosHandles;
import java.util.IdentityHashMap;
import java.util.Map;

/** The owners of some registrations, each looked into once. */
public final class Owners {

  private final Map<Object, Owner> byService = new IdentityHashMap<>();

  /** Null if the application let go of it, or if it has not what the agent needs. */
  public Owner of(Registration registration) {
    Object namingService = registration.owner();
    NacosHandles handles = namingService == null ? null : NacosHandles.of(namingService);
    return handles == null
        ? null
        : byService.computeIfAbsent(namingService, service -> new Owner(service, handles));
  }
}

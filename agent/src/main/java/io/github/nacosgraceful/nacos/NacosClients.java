package io.github.nacosgraceful.nacos;

import io.github.nacosgraceful.member.Members;

/**
 * The handles of each Nacos client in this JVM, by the class loader of its classes. They live as
 * long as the class.
 */
public final class NacosClients {

  private final Members<NacosHandles> handles =
      new Members<>(
          type -> new NacosHandles(type.getClassLoader()),
          "leaving is off",
          "Instances leave as they do without the agent");

  /** Null if this client has not what the agent needs; a line was logged once. */
  public NacosHandles of(Object namingService) {
    return handles.get(namingService.getClass());
  }
}

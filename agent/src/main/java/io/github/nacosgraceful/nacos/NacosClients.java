package io.github.nacosgraceful.nacos;

/**
 * The handles of each Nacos client in this JVM, by the class loader of its classes. They live as
 * long as the class.
 */
public final class NacosClients {

  /** Null if this client has not what the agent needs; a line was logged once. */
  public NacosHandles of(Object namingService) {
    return NacosHandles.MEMBERS.get(namingService.getClass());
  }
}

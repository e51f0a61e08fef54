package io.github.nacosgraceful.nacos;

import io.github.nacosgraceful.member.Reflection;

/** Looks into the Nacos clients of this JVM: their public API, and what is behind it. */
public final class NacosClients {

  /**
   * Its public API, once for each class loader, for as long as that lives.
   *
   * @return null if this client has not what the agent needs; a line was logged once
   */
  public NacosHandles of(Object namingService) {
    return NacosHandles.MEMBERS.get(namingService.getClass());
  }

  /**
   * What is behind the public API of one NamingService: of client 2 and 3, or of client 1.
   *
   * @throws ReflectiveOperationException where it is built in another way
   */
  public static ClientInternals internals(Object namingService)
      throws ReflectiveOperationException {
    return Reflection.has(namingService, "clientProxy")
        ? new GrpcInternals(namingService)
        : new HttpInternals(namingService);
  }
}

package io.github.nacosgraceful.nacos;

import io.github.nacosgraceful.member.Reflection;

/** Tells the generations of the Nacos client apart. */
public final class NacosClients {

  private NacosClients() {}

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

  /**
   * Where a NamingService keeps what it was told: what {@link ServiceInfoStore} reads.
   *
   * @throws ReflectiveOperationException where it is built in another way
   */
  public static Object memory(Object namingService) throws ReflectiveOperationException {
    String holder = "serviceInfoHolder"; // since 2.0
    return Reflection.get(
        namingService, Reflection.has(namingService, holder) ? holder : "hostReactor");
  }

  /**
   * Whether a server keeps one registration of a service for this NamingService, be it a batch, and
   * a later one takes the place of the one before: that is so over the connection of client 2 and 3
   * with everything that is not permanent.
   */
  public static boolean keepsOnePerService(Object namingService) {
    return keepsConnection(namingService);
  }

  /** Whether it talks to its server over one connection, as client 2 and 3. */
  public static boolean keepsConnection(Object namingService) {
    return Reflection.has(namingService, "clientProxy");
  }
}

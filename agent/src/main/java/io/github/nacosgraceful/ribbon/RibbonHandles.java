package io.github.nacosgraceful.ribbon;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/** The members of Ribbon that the guard calls, in one class loader: all or none. */
final class RibbonHandles {

  /**
   * Ribbon's own word for "every server is alive"; only then does a refresh need no ping (see
   * canSkipPing).
   */
  private static final String DUMMY_PING = "com.netflix.loadbalancer.DummyPing";

  private final MethodHandle name;
  private final MethodHandle ping;
  private final MethodHandle update;

  RibbonHandles(ClassLoader loader) throws ReflectiveOperationException {
    MethodHandles.Lookup lookup = MethodHandles.publicLookup();
    Class<?> base = Class.forName(RibbonHooks.BASE, false, loader);
    Class<?> dynamic = Class.forName(RibbonHooks.DYNAMIC, false, loader);
    Class<?> pingType = Class.forName("com.netflix.loadbalancer.IPing", false, loader);
    name = lookup.findVirtual(base, "getName", MethodType.methodType(String.class));
    ping = lookup.findVirtual(base, "getPing", MethodType.methodType(pingType));
    update = lookup.findVirtual(dynamic, "updateListOfServers", MethodType.methodType(void.class));
  }

  /** The client's name, which is the service id. */
  String name(Object balancer) throws Throwable {
    return (String) name.invoke(balancer);
  }

  /**
   * Whether a refresh pings each server, one connection after the other, on the thread that
   * refreshes.
   */
  boolean refreshPings(Object balancer) throws Throwable {
    Object used = ping.invoke(balancer);
    return used != null && !used.getClass().getName().equals(DUMMY_PING);
  }

  void update(Object balancer) throws Throwable {
    update.invoke(balancer);
  }
}

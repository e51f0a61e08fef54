package io.github.nacosgraceful.library.ribbon;

import io.github.nacosgraceful.instance.HostPort;
import io.github.nacosgraceful.member.Members;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The members of Ribbon that the guard calls, in one class loader: all or none. */
final class RibbonHandles {

  static final String DYNAMIC = "com.netflix.loadbalancer.DynamicServerListLoadBalancer";
  static final String BASE = "com.netflix.loadbalancer.BaseLoadBalancer";

  static final Members<RibbonHandles> MEMBERS =
      new Members<>(
          type -> new RibbonHandles(type.getClassLoader()),
          "ribbon is off",
          "Ribbon keeps its own refresh");

  /**
   * Ribbon's own word for "every server is alive"; only then does a refresh need no ping (see
   * canSkipPing).
   */
  private static final String DUMMY_PING = "com.netflix.loadbalancer.DummyPing";

  private final MethodHandle name;
  private final MethodHandle ping;
  private final MethodHandle pings;
  private final MethodHandle update;
  private final MethodHandle all;
  private final MethodHandle reachable;
  private final MethodHandle isAlive;
  private final MethodHandle stats;
  private final MethodHandle statsOf;
  private final MethodHandle clearFailures;
  private final MethodHandle choose;
  private final MethodHandle host;
  private final MethodHandle port;

  RibbonHandles(ClassLoader loader) throws ReflectiveOperationException {
    MethodHandles.Lookup lookup = MethodHandles.publicLookup();
    Class<?> base = Class.forName(BASE, false, loader);
    Class<?> dynamic = Class.forName(DYNAMIC, false, loader);
    Class<?> pingType = type("IPing", loader);
    Class<?> server = type("Server", loader);
    Class<?> allStats = type("LoadBalancerStats", loader);
    Class<?> oneStats = type("ServerStats", loader);
    name = lookup.findVirtual(base, "getName", MethodType.methodType(String.class));
    ping = lookup.findVirtual(base, "getPing", MethodType.methodType(pingType));
    pings = lookup.findVirtual(base, "isPingInProgress", MethodType.methodType(boolean.class));
    update = lookup.findVirtual(dynamic, "updateListOfServers", MethodType.methodType(void.class));
    all = lookup.findVirtual(base, "getAllServers", MethodType.methodType(List.class));
    reachable = lookup.findVirtual(base, "getReachableServers", MethodType.methodType(List.class));
    isAlive = lookup.findVirtual(server, "isAlive", MethodType.methodType(boolean.class));
    stats = lookup.findVirtual(base, "getLoadBalancerStats", MethodType.methodType(allStats));
    statsOf =
        lookup.findVirtual(
            allStats, "getSingleServerStat", MethodType.methodType(oneStats, server));
    clearFailures =
        lookup.findVirtual(
            oneStats, "clearSuccessiveConnectionFailureCount", MethodType.methodType(void.class));
    choose = lookup.findVirtual(base, "chooseServer", MethodType.methodType(server, Object.class));
    host = lookup.findVirtual(server, "getHost", MethodType.methodType(String.class));
    port = lookup.findVirtual(server, "getPort", MethodType.methodType(int.class));
  }

  /** Those for an object of the library; null where this version lacks one of them. */
  static RibbonHandles of(Object any) {
    return MEMBERS.get(any.getClass());
  }

  private static Class<?> type(String name, ClassLoader loader) throws ClassNotFoundException {
    return Class.forName("com.netflix.loadbalancer." + name, false, loader);
  }

  /** The client's name, which is the service id. */
  String name(Object balancer) throws Throwable {
    return (String) name.invoke(balancer);
  }

  /** Picks one more time; null where it picks none. */
  Object choose(Object balancer, Object key) throws Throwable {
    return choose.invoke(balancer, key);
  }

  /** Of a server; null if it has none. */
  HostPort address(Object server) throws Throwable {
    return HostPort.of((String) host.invoke(server), (int) port.invoke(server));
  }

  /** Of a server; null if it has none, or cannot be read. */
  HostPort addressOrNull(Object server) {
    try {
      return address(server);
    } catch (Throwable unreadable) {
      return null;
    }
  }

  /**
   * Whether a refresh pings each server, one connection after the other, on the thread that
   * refreshes.
   */
  boolean refreshPings(Object balancer) throws Throwable {
    Object used = ping.invoke(balancer);
    return used != null && !used.getClass().getName().equals(DUMMY_PING);
  }

  boolean isPinging(Object balancer) throws Throwable {
    return (boolean) pings.invoke(balancer);
  }

  void update(Object balancer) throws Throwable {
    update.invoke(balancer);
  }

  List<?> servers(Object balancer) throws Throwable {
    return (List<?>) all.invoke(balancer);
  }

  /**
   * Whether what is taken for reachable is of the list. It is not if a round of pings was under way
   * when the list was set: Ribbon then drops the pings of the new list, and at the end of the round
   * puts back the servers of the old one.
   */
  boolean reachesItsList(Object balancer) throws Throwable {
    Set<Object> alive = new HashSet<>();
    for (Object server : servers(balancer)) {
      if ((boolean) isAlive.invoke(server)) {
        alive.add(server);
      }
    }
    return alive.equals(new HashSet<Object>((List<?>) reachable.invoke(balancer)));
  }

  /**
   * Ribbon keeps the failures of an address for half an hour: an instance that came back there
   * would not be chosen for up to 30 s because of those that its predecessor had in the end.
   */
  void forgetFailuresOfNewServers(Object balancer, List<?> before) throws Throwable {
    Object kept = stats.invoke(balancer);
    if (kept == null) {
      return;
    }
    Set<Object> known = new HashSet<>(before);
    for (Object server : servers(balancer)) {
      if (!known.contains(server)) {
        clearFailures.invoke(statsOf.invoke(kept, server));
      }
    }
  }
}

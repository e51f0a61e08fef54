package io.github.nacosgraceful.following;

import io.github.nacosgraceful.instance.HostPort;
import io.github.nacosgraceful.instance.ServiceName;
import io.github.nacosgraceful.instance.Usable;
import io.github.nacosgraceful.member.Members;
import io.github.nacosgraceful.nacos.NacosTypes;
import io.github.nacosgraceful.service.Kind;
import io.github.nacosgraceful.service.Report;
import io.github.nacosgraceful.service.Reporter;
import io.github.nacosgraceful.service.WarmUp;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The getters of the client's ServiceInfo, and of its Instance: all or none. */
final class ServiceInfoHandles {

  static final String SERVICE_INFO = "com.alibaba.nacos.api.naming.pojo.ServiceInfo";

  static final Members<ServiceInfoHandles> MEMBERS =
      new Members<>(ServiceInfoHandles::new, "following is off", "Callers go by their own caches");

  private final MethodHandle name;
  private final MethodHandle group;
  private final MethodHandle clusters;
  private final MethodHandle hosts;
  private final MethodHandle ip;
  private final MethodHandle port;
  private final MethodHandle healthy;
  private final MethodHandle enabled;
  private final MethodHandle weight;
  private final MethodHandle cluster;
  private final MethodHandle metadata;

  private ServiceInfoHandles(Class<?> type) throws ReflectiveOperationException {
    MethodHandles.Lookup lookup = MethodHandles.publicLookup();
    Class<?> instance = Class.forName(NacosTypes.INSTANCE, false, type.getClassLoader());
    name = lookup.findVirtual(type, "getName", MethodType.methodType(String.class));
    group = lookup.findVirtual(type, "getGroupName", MethodType.methodType(String.class));
    clusters = lookup.findVirtual(type, "getClusters", MethodType.methodType(String.class));
    hosts = lookup.findVirtual(type, "getHosts", MethodType.methodType(List.class));
    ip = lookup.findVirtual(instance, "getIp", MethodType.methodType(String.class));
    port = lookup.findVirtual(instance, "getPort", MethodType.methodType(int.class));
    healthy = lookup.findVirtual(instance, "isHealthy", MethodType.methodType(boolean.class));
    enabled = lookup.findVirtual(instance, "isEnabled", MethodType.methodType(boolean.class));
    weight = lookup.findVirtual(instance, "getWeight", MethodType.methodType(double.class));
    cluster = lookup.findVirtual(instance, "getClusterName", MethodType.methodType(String.class));
    metadata = lookup.findVirtual(instance, "getMetadata", MethodType.methodType(Map.class));
  }

  boolean hasUsable(Object source) throws Throwable {
    List<?> all = hosts(source);
    for (int i = 0; i < all.size(); i++) {
      if (isUsable(all.get(i))) {
        return true;
      }
    }
    return false;
  }

  /** Null if it has no name. */
  Report report(Reporter reporter, Object source) throws Throwable {
    String service = (String) name.invoke(source);
    if (service == null) {
      return null;
    }
    Map<HostPort, Kind> kinds = new HashMap<>();
    Map<HostPort, String> warmUps = new HashMap<>();
    for (Object instance : hosts(source)) {
      HostPort at = HostPort.of((String) ip.invoke(instance), (int) port.invoke(instance));
      if (at != null && isUsable(instance)) {
        Map<?, ?> told = (Map<?, ?>) metadata.invoke(instance);
        kinds.put(at, new Kind(at, (String) cluster.invoke(instance), told));
        Object said = told == null ? null : told.get(WarmUp.KEY);
        if (said != null) {
          warmUps.put(at, said.toString());
        }
      }
    }
    String in = (String) clusters.invoke(source);
    return new Report(
        reporter, ServiceName.of((String) group.invoke(source), service, in), kinds, warmUps);
  }

  private List<?> hosts(Object source) throws Throwable {
    try {
      List<?> all = (List<?>) hosts.invoke(source);
      return all == null ? Collections.emptyList() : all;
    } catch (NullPointerException noHosts) {
      return Collections.emptyList(); // the getter copies a list that a payload may lack
    }
  }

  private boolean isUsable(Object instance) throws Throwable {
    return Usable.is(
        (boolean) healthy.invoke(instance),
        (boolean) enabled.invoke(instance),
        (double) weight.invoke(instance));
  }
}

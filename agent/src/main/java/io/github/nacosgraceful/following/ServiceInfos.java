package io.github.nacosgraceful.following;

import io.github.nacosgraceful.bridge.Handler;
import io.github.nacosgraceful.instance.HostPort;
import io.github.nacosgraceful.instance.ServiceName;
import io.github.nacosgraceful.instance.Usable;
import io.github.nacosgraceful.log.Log;
import io.github.nacosgraceful.member.Members;
import io.github.nacosgraceful.member.Need;
import io.github.nacosgraceful.nacos.ClientJson;
import io.github.nacosgraceful.nacos.NacosTypes;
import io.github.nacosgraceful.nacos.ServiceInfoStore;
import io.github.nacosgraceful.service.Report;
import io.github.nacosgraceful.service.Services;
import io.github.nacosgraceful.service.WarmUp;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;

/**
 * Bumps the epoch of a service each time the client has stored what a server said of it, whether or
 * not that looks like a change: the client also stores older data that arrives late, and then tells
 * no listener (nacos#14042).
 *
 * <p>Runs on the client's own threads, among them the one that acknowledges pushes: nothing here
 * calls or waits.
 */
public final class ServiceInfos {

  private static final Logger log = Log.get();

  private static final String SERVICE_INFO = "com.alibaba.nacos.api.naming.pojo.ServiceInfo";

  private static final String CHANGE_EVENT =
      "com.alibaba.nacos.client.naming.event.InstancesChangeEvent";

  private static final Members<Handles> HANDLES =
      new Members<>(Handles::new, "following is off", "Callers go by their own caches");

  private final Services services;
  private final EmptyPushes emptyPushes;

  public ServiceInfos(Services services, EmptyPushes emptyPushes) {
    this.services = services;
    this.emptyPushes = emptyPushes;
  }

  /** Around the methods that store what a server said. */
  public Handler onStored() {
    return new Handler() {
      @Override
      public Object enter(Object holder, Object said, Object b, Object c) throws Throwable {
        return emptyPushes.isOff() ? null : keptInstead(holder, said);
      }

      /** The result is null where a push was refused. */
      @Override
      public Object leave(Object kept, Object holder, Object said, Object result) throws Throwable {
        if (kept != null) {
          return kept;
        }
        bump(said instanceof String ? result : said);
        return result;
      }
    };
  }

  /** What the client has, if it shall keep that; null to let it store what was said. */
  private Object keptInstead(Object holder, Object said) throws Throwable {
    Object info = said instanceof String ? parse(holder, said) : said;
    Handles reads = info == null ? null : HANDLES.get(info.getClass());
    if (reads == null) {
      return null;
    }
    if (reads.hasUsable(info)) {
      emptyPushes.filled(holder, info);
      return null;
    }
    ServiceInfoStore store = new ServiceInfoStore(holder);
    Object current = store.current(info);
    return current != null
            && reads.hasUsable(current)
            && isWorthKeeping(store, current)
            && emptyPushes.hold(holder, said, info)
        ? current
        : null;
  }

  /**
   * What an earlier process has left on disk may be of another environment: without the agent it
   * would be gone now, unless the user has told the client to keep what it has.
   */
  private static boolean isWorthKeeping(ServiceInfoStore store, Object current)
      throws ReflectiveOperationException {
    if (ServiceInfoStore.isFromServer(current) || store.isProtected()) {
      return true;
    }
    log.info(
        "{} has no instances: those that the client had read from its disk are not kept",
        store.key(current));
    return false;
  }

  /** What client 1 is told is JSON. */
  private static Object parse(Object holder, Object json) throws ReflectiveOperationException {
    ClassLoader loader = holder.getClass().getClassLoader();
    return ClientJson.parse(loader, json, Class.forName(SERVICE_INFO, true, loader));
  }

  /** At InstancesChangeEvent, which says the same with the same getters. */
  public Handler onChanged() {
    return new Handler() {
      @Override
      public void exit(Object entered, Object event, Object a) throws Throwable {
        bump(event);
      }
    };
  }

  private void bump(Object source) throws Throwable {
    Handles reads = source == null ? null : HANDLES.get(source.getClass());
    Report report = reads == null ? null : reads.report(source);
    if (report != null) {
      services.bump(report);
    }
  }

  /** The members that are called. */
  public static List<Need> needs() {
    return Arrays.asList(
        Need.handles(SERVICE_INFO, HANDLES),
        Need.handles(CHANGE_EVENT, HANDLES),
        Need.method(SERVICE_INFO, ServiceInfoStore.JSON_FROM_SERVER));
  }

  /** The getters of ServiceInfo or InstancesChangeEvent, and of Instance. */
  private static final class Handles {
    private final MethodHandle name;
    private final MethodHandle group;
    private final MethodHandle clusters;
    private final MethodHandle hosts;
    private final MethodHandle ip;
    private final MethodHandle port;
    private final MethodHandle healthy;
    private final MethodHandle enabled;
    private final MethodHandle weight;
    private final MethodHandle metadata;

    Handles(Class<?> type) throws ReflectiveOperationException {
      MethodHandles.Lookup lookup = MethodHandles.publicLookup();
      Class<?> instance = Class.forName(NacosTypes.INSTANCE, false, type.getClassLoader());
      boolean event = type.getSimpleName().equals("InstancesChangeEvent");
      name =
          lookup.findVirtual(
              type, event ? "getServiceName" : "getName", MethodType.methodType(String.class));
      group = lookup.findVirtual(type, "getGroupName", MethodType.methodType(String.class));
      clusters = lookup.findVirtual(type, "getClusters", MethodType.methodType(String.class));
      hosts = lookup.findVirtual(type, "getHosts", MethodType.methodType(List.class));
      ip = lookup.findVirtual(instance, "getIp", MethodType.methodType(String.class));
      port = lookup.findVirtual(instance, "getPort", MethodType.methodType(int.class));
      healthy = lookup.findVirtual(instance, "isHealthy", MethodType.methodType(boolean.class));
      enabled = lookup.findVirtual(instance, "isEnabled", MethodType.methodType(boolean.class));
      weight = lookup.findVirtual(instance, "getWeight", MethodType.methodType(double.class));
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

    /** The same of ServiceInfo and event; null if it has no name. */
    Report report(Object source) throws Throwable {
      String service = (String) name.invoke(source);
      if (service == null) {
        return null;
      }
      Set<HostPort> usable = new HashSet<>();
      Map<HostPort, String> warmUps = new HashMap<>();
      for (Object instance : hosts(source)) {
        HostPort at = HostPort.of((String) ip.invoke(instance), (int) port.invoke(instance));
        if (at != null && isUsable(instance)) {
          usable.add(at);
          Map<?, ?> told = (Map<?, ?>) metadata.invoke(instance);
          Object said = told == null ? null : told.get(WarmUp.KEY);
          if (said != null) {
            warmUps.put(at, said.toString());
          }
        }
      }
      String in = (String) clusters.invoke(source);
      return new Report(
          ServiceName.of((String) group.invoke(source), service, in), usable, warmUps);
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
}

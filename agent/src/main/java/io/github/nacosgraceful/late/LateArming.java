package io.github.nacosgraceful.late;

import io.github.nacosgraceful.bridge.Bridge;
import io.github.nacosgraceful.library.grpc.GrpcHooks;
import io.github.nacosgraceful.library.grpc.GrpcServers;
import io.github.nacosgraceful.library.loadbalancer.LoadBalancerHooks;
import io.github.nacosgraceful.library.nacos.EarlierState;
import io.github.nacosgraceful.library.ribbon.RibbonHooks;
import io.github.nacosgraceful.nacos.NacosHooks;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is left to do when the agent comes into a JVM that runs already: its hooks are woven, but
 * what was made or registered before went past them. Finds these objects and tells the hooks of
 * them, as if it happened now. Runs once, on the thread that attaches.
 */
public final class LateArming {

  private static final Logger log = LoggerFactory.getLogger(LateArming.class);

  private static final Set<String> WANTED =
      new HashSet<>(
          Arrays.asList(
              NacosHooks.NAMING_SERVICE,
              LoadBalancerHooks.SUPPLIER,
              LoadBalancerHooks.HEALTH_CHECKS,
              RibbonHooks.DYNAMIC,
              GrpcHooks.RESOLVER,
              GrpcServers.SERVER));

  private final List<String> registered = new ArrayList<>();
  private final Set<String> unarmed = new LinkedHashSet<>();
  private int clients;
  private int guarded;

  /**
   * @return what is armed now and what is not, in sentences; also in the log
   */
  public List<String> arm(Instrumentation instrumentation) {
    Set<String> loaded = loadedOf(instrumentation);
    if (!loaded.isEmpty()) {
      search(instrumentation);
    }
    if (loaded.contains(NacosHooks.NAMING_SERVICE) && clients == 0) {
      unarmed.add("registrations made before, whose NamingService was not found");
    }
    List<String> outcome = new ArrayList<>();
    String found = found();
    log.info("attached: found {}", found);
    outcome.add("found " + found);
    if (!unarmed.isEmpty()) {
      String late = String.join("; ", unarmed);
      log.warn("attached: cannot be armed late: {}", late);
      outcome.add("cannot be armed late: " + late);
    }
    return outcome;
  }

  private String found() {
    return clients == 0
        ? "no Nacos client: what is made from now on is seen"
        : count(clients, "Nacos client")
            + "; registered before: "
            + (registered.isEmpty() ? "nothing" : registered)
            + "; guarded "
            + count(guarded, "list")
            + " of instances that calls pick from";
  }

  private static String count(int number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }

  private static Set<String> loadedOf(Instrumentation instrumentation) {
    Set<String> loaded = new HashSet<>();
    for (Class<?> type : instrumentation.getAllLoadedClasses()) {
      if (WANTED.contains(type.getName())) {
        loaded.add(type.getName());
      }
    }
    return loaded;
  }

  private void search(Instrumentation instrumentation) {
    try {
      Reachable reachable = new Reachable(instrumentation, WANTED);
      List<Object> found = reachable.find();
      log.debug(
          "looked into {} objects in {} ms, found {}",
          reachable.size(),
          reachable.millis(),
          found.size());
      if (!reachable.isWhole()) {
        unarmed.add(
            "what was not among the " + reachable.size() + " objects that could be looked into");
      }
      // The clients first: what they have heard of a service is what a guard goes by.
      for (Object client : found) {
        if (isA(client, NacosHooks.NAMING_SERVICE)) {
          replay(client, () -> registered.addAll(new EarlierState(client).replay()));
          clients++;
        }
      }
      for (Object other : found) {
        if (!isA(other, NacosHooks.NAMING_SERVICE)) {
          replay(other, () -> replay(other));
        }
      }
    } catch (Throwable t) {
      log.debug("the objects of this JVM cannot be looked into", t);
      unarmed.add("what was made before: this JVM cannot be looked into (" + t + ")");
    }
  }

  private void replay(Object found, Replay replay) {
    try {
      replay.run();
    } catch (Throwable t) {
      log.debug("{} could not be armed late", found.getClass().getName(), t);
      unarmed.add("a " + found.getClass().getSimpleName() + " made before (" + t + ")");
    }
  }

  private void replay(Object found) throws Throwable {
    if (isA(found, LoadBalancerHooks.SUPPLIER)) {
      Field instances = field(found, "serviceInstances");
      Object before = instances.get(found);
      Object after =
          Bridge.replace(
              Bridge.LOADBALANCER_SUPPLIER, found, field(found, "delegate").get(found), before);
      instances.set(found, after);
      guarded += after == before ? 0 : 1;
    } else if (isA(found, RibbonHooks.DYNAMIC)) {
      // A balancer gets its guard when it updates its list.
      found.getClass().getMethod("updateListOfServers").invoke(found);
      guarded++;
    } else if (isA(found, GrpcHooks.RESOLVER)) {
      Bridge.exit(Bridge.GRPC_RESOLVER, null, found, field(found, "name").get(found));
      guarded++;
    } else if (isA(found, GrpcServers.SERVER)) {
      Bridge.exit(Bridge.GRPC_SERVER, null, found, null);
    } else {
      unarmed.add(
          "a list of Spring Cloud LoadBalancer that is health-checked: it goes on as it is");
    }
  }

  private static boolean isA(Object found, String name) {
    for (Class<?> type = found.getClass(); type != null; type = type.getSuperclass()) {
      if (type.getName().equals(name)) {
        return true;
      }
    }
    return false;
  }

  private static Field field(Object found, String name) throws NoSuchFieldException {
    for (Class<?> type = found.getClass(); type != null; type = type.getSuperclass()) {
      for (Field field : type.getDeclaredFields()) {
        if (field.getName().equals(name)) {
          field.setAccessible(true);
          return field;
        }
      }
    }
    throw new NoSuchFieldException(found.getClass().getName() + "." + name);
  }

  /** What the hooks are told of one object. */
  @FunctionalInterface
  private interface Replay {
    void run() throws Throwable;
  }
}

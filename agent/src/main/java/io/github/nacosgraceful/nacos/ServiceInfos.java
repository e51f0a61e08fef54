package io.github.nacosgraceful.nacos;

import io.github.nacosgraceful.bridge.Handler;
import io.github.nacosgraceful.epoch.Epochs;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bumps the epoch of a service each time the client has stored what a server said of it, whether or
 * not that looks like a change: the client also stores older data that arrives late, and then tells
 * no listener (nacos#14042).
 *
 * <p>Runs on the client's own threads, among them the one that acknowledges pushes: nothing here
 * calls or waits.
 */
final class ServiceInfos {

  private static final Logger log = LoggerFactory.getLogger(ServiceInfos.class);

  private final Epochs epochs;
  private final ClassValue<Handles> handles =
      new ClassValue<Handles>() {
        @Override
        protected Handles computeValue(Class<?> type) {
          try {
            return new Handles(type);
          } catch (ReflectiveOperationException | LinkageError e) {
            log.warn(
                "following is off in {}: {} has no {}; see docs/supported-versions.md",
                type.getClassLoader(),
                type.getName(),
                e.getMessage());
            return null;
          }
        }
      };

  ServiceInfos(Epochs epochs) {
    this.epochs = epochs;
  }

  /** The handler of the methods that store a ServiceInfo; it is null where a push was refused. */
  Handler stored() {
    return new Handler() {
      @Override
      public void exit(Object entered, Object holder, Object serviceInfo) throws Throwable {
        bump(serviceInfo);
      }
    };
  }

  /** The handler of InstancesChangeEvent, which says the same with the same getters. */
  Handler changed() {
    return new Handler() {
      @Override
      public void exit(Object entered, Object event, Object a) throws Throwable {
        bump(event);
      }
    };
  }

  private void bump(Object source) throws Throwable {
    Handles reads = source == null ? null : handles.get(source.getClass());
    String name = reads == null ? null : (String) reads.name.invoke(source);
    if (name != null) {
      epochs.bump(name, reads.hasUsable(source));
    }
  }

  /** The getters of ServiceInfo or InstancesChangeEvent, and of Instance. */
  private static final class Handles {
    final MethodHandle name;
    private final MethodHandle hosts;
    private final MethodHandle healthy;
    private final MethodHandle enabled;
    private final MethodHandle weight;

    Handles(Class<?> type) throws ReflectiveOperationException {
      MethodHandles.Lookup lookup = MethodHandles.publicLookup();
      Class<?> instance = Class.forName(NacosHooks.INSTANCE, false, type.getClassLoader());
      boolean event = type.getSimpleName().equals("InstancesChangeEvent");
      name =
          lookup.findVirtual(
              type, event ? "getServiceName" : "getName", MethodType.methodType(String.class));
      hosts = lookup.findVirtual(type, "getHosts", MethodType.methodType(List.class));
      healthy = lookup.findVirtual(instance, "isHealthy", MethodType.methodType(boolean.class));
      enabled = lookup.findVirtual(instance, "isEnabled", MethodType.methodType(boolean.class));
      weight = lookup.findVirtual(instance, "getWeight", MethodType.methodType(double.class));
    }

    /** By the same rule as {@code selectInstances(healthy)}. */
    boolean hasUsable(Object source) throws Throwable {
      List<?> all;
      try {
        all = (List<?>) hosts.invoke(source);
      } catch (NullPointerException noHosts) {
        return false; // the getter copies a list that a payload may lack
      }
      for (int i = 0; all != null && i < all.size(); i++) {
        Object instance = all.get(i);
        if ((boolean) healthy.invoke(instance)
            && (boolean) enabled.invoke(instance)
            && (double) weight.invoke(instance) > 0) {
          return true;
        }
      }
      return false;
    }
  }
}

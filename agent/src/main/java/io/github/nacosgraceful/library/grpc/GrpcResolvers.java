package io.github.nacosgraceful.library.grpc;

import io.github.nacosgraceful.bridge.Handler;
import io.github.nacosgraceful.instance.HostPort;
import io.github.nacosgraceful.log.DryRun;
import io.github.nacosgraceful.log.Log;
import io.github.nacosgraceful.service.Service;
import io.github.nacosgraceful.service.Services;
import io.github.nacosgraceful.suspect.Suspects;
import io.github.nacosgraceful.thread.Refresher;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.Function;
import org.slf4j.Logger;

/**
 * Has the resolvers of a service ask again whenever Nacos has said something of it, or one of its
 * instances has said goodbye.
 *
 * <p>A resolver drops what it is told while it is asking, and then stays with the older answer. So
 * it is told again when it is done, if the epoch has moved since it began. Everything runs on a
 * thread of the agent; the asking itself on gRPC's.
 */
final class GrpcResolvers {

  private static final Logger log = Log.get();

  private final Services epochs;
  private final Suspects suspects;
  private final DryRun dryRun;
  private final Function<Object, HostPort> addresses = new GrpcInstances();
  private final Refresher refresher = new Refresher(Refresher.threads("grpc"), this::refreshAll);

  /** With the service of each; held weakly, and only ever a few. */
  private final Map<Object, String> resolvers = new WeakHashMap<>();

  GrpcResolvers(Services epochs, Suspects suspects, DryRun dryRun) {
    this.epochs = epochs;
    this.suspects = suspects;
    this.dryRun = dryRun;
    epochs.onBump(this::bumped);
    epochs.onTouch(this::bumped);
  }

  /** A resolver was built. */
  Handler onBuilt() {
    return new Handler() {
      @Override
      public void exit(Object entered, Object resolver, Object service) {
        if (!dryRun.instead("refresh the gRPC resolver of {} on each push", service)
            && GrpcHandles.of(resolver) != null) {
          synchronized (resolvers) {
            resolvers.put(resolver, (String) service);
          }
          log.debug("refreshes the gRPC resolver of {} on each push", service);
        }
      }
    };
  }

  /** Instances are asked for: the epoch is taken at the begin, and compared at the end. */
  Handler onResolve() {
    return new Handler() {
      @Override
      public Object enter(Object resolver, Object a, Object b, Object c) {
        String service = serviceOf(resolver);
        return service == null ? null : epochOf(service);
      }

      @Override
      public void exit(Object epochAtBegin, Object resolver, Object a) {
        String service = epochAtBegin == null ? null : serviceOf(resolver);
        if (service != null && !epochAtBegin.equals(epochOf(service))) {
          refresher.request(service);
        }
      }
    };
  }

  /** Instances were found: those to avoid are left out. */
  Handler onDiscovered() {
    return new Handler() {
      @Override
      public Object replace(Object resolver, Object none, Object instances) {
        if (suspects.isEmpty() || instances == null) {
          return instances;
        }
        String service = serviceOf(resolver);
        return service == null
            ? instances
            : suspects.avoid(service, (List<?>) instances, addresses);
      }
    };
  }

  private Long epochOf(String service) {
    Service epoch = epochs.find(service);
    return epoch == null ? 0 : epoch.current();
  }

  private String serviceOf(Object resolver) {
    synchronized (resolvers) {
      return resolvers.get(resolver);
    }
  }

  /** On the thread of the Nacos client that bumped, or on one of gRPC. */
  private void bumped(String service) {
    synchronized (resolvers) {
      if (!resolvers.containsValue(service)) {
        return;
      }
    }
    refresher.request(service);
  }

  private void refreshAll(String service) {
    for (Object resolver : resolversOf(service)) {
      // gRPC may do on this thread what others have queued for the channel.
      Thread.currentThread().setContextClassLoader(resolver.getClass().getClassLoader());
      try {
        GrpcHandles.of(resolver).refresh(resolver);
      } catch (Throwable t) {
        log.warn("the gRPC resolver of {} could not be refreshed", service, t);
      } finally {
        Thread.currentThread().setContextClassLoader(null);
      }
    }
  }

  private List<Object> resolversOf(String service) {
    List<Object> found = new ArrayList<>();
    synchronized (resolvers) {
      resolvers.forEach(
          (resolver, name) -> {
            if (name.equals(service)) {
              found.add(resolver);
            }
          });
    }
    return found;
  }
}

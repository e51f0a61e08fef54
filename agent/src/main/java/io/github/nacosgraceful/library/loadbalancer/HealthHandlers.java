package io.github.nacosgraceful.library.loadbalancer;

import io.github.nacosgraceful.bridge.Handler;
import io.github.nacosgraceful.log.DryRun;
import io.github.nacosgraceful.log.Log;
import io.github.nacosgraceful.service.Services;
import io.github.nacosgraceful.thread.Ticker;
import java.lang.ref.WeakReference;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import org.slf4j.Logger;

/**
 * Puts a guard around the Flux of each health-checking supplier, and a list that changes under its
 * checks. Runs where the supplier is built, and where it has fetched what it is to check.
 */
final class HealthHandlers {

  private static final Logger log = Log.get();

  private final Services services;
  private final DryRun dryRun;
  private final int point;

  /** Neither side is held: a supplier has its guard in its Flux. Suppliers compare by identity. */
  private final Map<Object, WeakReference<HealthGuard>> guards =
      Collections.synchronizedMap(new WeakHashMap<>());

  /**
   * @param point under which errors are counted
   */
  HealthHandlers(Services services, DryRun dryRun, int point) {
    this.services = services;
    this.dryRun = dryRun;
    this.point = point;
  }

  /** A supplier was built. */
  Handler onBuilt() {
    return new Handler() {
      @Override
      public Object replace(Object supplier, Object delegate, Object alive) throws Throwable {
        LoadBalancerHandles handles = LoadBalancerHandles.of(supplier);
        if (handles == null || guards.containsKey(supplier)) {
          return alive;
        }
        String serviceId = handles.serviceId(delegate);
        if (dryRun.instead("guard the health-checked instances of {}", serviceId)) {
          return alive;
        }
        log.debug("guards the health-checked instances of {}", serviceId);
        HealthGuard guard =
            new HealthGuard(services, handles, serviceId, delegate, alive, point, Ticker.SYSTEM);
        guards.put(supplier, new WeakReference<>(guard));
        return handles.defer(guard);
      }
    };
  }

  /** Checks begin on a list that was fetched. */
  Handler onCheck() {
    return new Handler() {
      @Override
      public Object replace(Object supplier, Object a, Object fetched) {
        WeakReference<HealthGuard> reference = guards.get(supplier);
        HealthGuard guard = reference == null ? null : reference.get();
        return guard == null ? fetched : guard.toCheck((List<?>) fetched);
      }
    };
  }
}

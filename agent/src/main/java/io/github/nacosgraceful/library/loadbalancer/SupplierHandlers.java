package io.github.nacosgraceful.library.loadbalancer;

import io.github.nacosgraceful.bridge.Handler;
import io.github.nacosgraceful.log.DryRun;
import io.github.nacosgraceful.log.Log;
import io.github.nacosgraceful.service.Services;
import io.github.nacosgraceful.thread.Ticker;
import org.slf4j.Logger;

/**
 * Puts a guard around the Flux of each caching supplier. Runs where the supplier is built, once per
 * service id.
 */
final class SupplierHandlers extends Handler {

  private static final Logger log = Log.get();

  private final Services services;
  private final DryRun dryRun;
  private final int point;

  /**
   * @param point under which errors are counted
   */
  SupplierHandlers(Services services, DryRun dryRun, int point) {
    this.services = services;
    this.dryRun = dryRun;
    this.point = point;
  }

  /** A supplier was built. */
  Handler onBuilt() {
    return this;
  }

  @Override
  public Object replace(Object supplier, Object delegate, Object cachedInstances) throws Throwable {
    LoadBalancerHandles handles = LoadBalancerHandles.of(supplier);
    if (handles == null) {
      return cachedInstances;
    }
    String serviceId = handles.serviceId(delegate);
    if (dryRun.instead("guard the instances of {} in Spring Cloud LoadBalancer", serviceId)) {
      return cachedInstances;
    }
    log.debug("guards the instances of {} in Spring Cloud LoadBalancer", serviceId);
    return handles.defer(
        new SupplierGuard(
            services, handles, serviceId, delegate, cachedInstances, point, Ticker.SYSTEM));
  }
}

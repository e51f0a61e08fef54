package io.github.nacosgraceful.loadbalancer;

import io.github.nacosgraceful.bridge.Handler;
import io.github.nacosgraceful.epoch.Epochs;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts a guard around the Flux of each caching supplier. Runs where the supplier is built, once per
 * service id.
 */
public final class SupplierHandler extends Handler {

  private static final Logger log = LoggerFactory.getLogger(SupplierHandler.class);

  private final Epochs epochs;
  private final boolean dryRun;

  public SupplierHandler(Epochs epochs, boolean dryRun) {
    this.epochs = epochs;
    this.dryRun = dryRun;
  }

  @Override
  public Object replace(Object supplier, Object delegate, Object cachedInstances) throws Throwable {
    LoadBalancerHandles handles = handles(supplier.getClass().getClassLoader());
    if (handles == null) {
      return cachedInstances;
    }
    String serviceId = handles.serviceId(delegate);
    if (dryRun) {
      log.info("dry-run: would guard the instances of {} in Spring Cloud LoadBalancer", serviceId);
      return cachedInstances;
    }
    log.debug("guards the instances of {} in Spring Cloud LoadBalancer", serviceId);
    return handles.defer(new SupplierGuard(epochs, handles, serviceId, delegate, cachedInstances));
  }

  // Resolved for each supplier: there is one per service id, and keeping them would pin the
  // application's loader.
  private static LoadBalancerHandles handles(ClassLoader loader) {
    try {
      return new LoadBalancerHandles(loader);
    } catch (ReflectiveOperationException | LinkageError e) {
      log.warn(
          "loadbalancer is off in {}: {} is missing. Spring Cloud LoadBalancer keeps its own cache; see"
              + " docs/supported-versions.md",
          loader,
          e.getMessage());
      return null;
    }
  }
}

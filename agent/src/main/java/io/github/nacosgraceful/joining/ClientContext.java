package io.github.nacosgraceful.joining;

import io.github.nacosgraceful.context.SpringContext;
import io.github.nacosgraceful.log.Log;
import java.lang.reflect.Method;
import org.slf4j.Logger;

/**
 * The context that Spring Cloud makes for each service that is called: at the first call, which
 * takes some hundred milliseconds and asks Nacos for the instances. A pick makes it, whichever
 * balancer there is. Reflection, for it is done once.
 */
final class ClientContext {

  private static final Logger log = Log.get();
  private static final String CLOUD = "org.springframework.cloud.client.loadbalancer.";

  private ClientContext() {}

  /** Waits until it is there. */
  static void open(String service, SpringContext context) {
    try {
      Object blocking = context == null ? null : context.bean(CLOUD + "LoadBalancerClient");
      Object factory =
          context == null || blocking != null
              ? null
              : context.bean(CLOUD + "reactive.ReactiveLoadBalancer$Factory");
      if (blocking != null) {
        method(blocking, "LoadBalancerClient", "choose").invoke(blocking, service);
      } else if (factory != null) {
        Object balancer =
            method(factory, "reactive.ReactiveLoadBalancer$Factory", "getInstance")
                .invoke(factory, service);
        Object pick = method(balancer, "reactive.ReactiveLoadBalancer", "choose").invoke(balancer);
        Class<?> mono =
            Class.forName("reactor.core.publisher.Mono", true, pick.getClass().getClassLoader());
        mono.getMethod("block").invoke(pick);
      } else {
        log.warn("preheat.clients: the application has no balancer for {}", service);
      }
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      log.warn("preheat.clients: the balancer of {} could not be made", service, e);
    }
  }

  /** Of the interface: the class behind it may not be public. */
  private static Method method(Object target, String type, String name)
      throws ReflectiveOperationException {
    Class<?> declaring = Class.forName(CLOUD + type, true, target.getClass().getClassLoader());
    Method fewest = null;
    for (Method method : declaring.getMethods()) {
      if (method.getName().equals(name)
          && (fewest == null || method.getParameterCount() < fewest.getParameterCount())) {
        fewest = method;
      }
    }
    if (fewest == null) {
      throw new NoSuchMethodException(declaring.getName() + "." + name);
    }
    return fewest;
  }
}

package io.github.nacosgraceful.library.reroute;

import io.github.nacosgraceful.member.Reflection;
import io.github.nacosgraceful.reroute.Reroutes;
import io.github.nacosgraceful.reroute.Unsent;

/**
 * A call of Feign through Ribbon. Ribbon goes to the next server by itself where the options of the
 * call are the default ones; those of an application (its timeouts) take that away. And
 * spring-retry has its own way.
 */
final class RibbonFeignReroute extends FeignReroute {

  static final String CLIENT = "org.springframework.cloud.openfeign.ribbon.LoadBalancerFeignClient";
  static final String BALANCERS =
      "org.springframework.cloud.openfeign.ribbon.CachingSpringLoadBalancerFactory";

  static final String DEFAULT_OPTIONS = "DEFAULT_OPTIONS";
  static final String ITS_BALANCERS = "lbClientFactory";
  static final String RETRIES = "loadBalancedRetryFactory";

  RibbonFeignReroute(Reroutes reroutes) {
    super(reroutes);
  }

  @Override
  Call again(Unsent unsent, Object client, Object request, Object options, Object none)
      throws ReflectiveOperationException {
    boolean isRetried =
        options == Reflection.get(client, DEFAULT_OPTIONS)
            || Reflection.get(Reflection.get(client, ITS_BALANCERS), RETRIES) != null;
    return isRetried ? null : super.again(unsent, client, request, options, none);
  }
}

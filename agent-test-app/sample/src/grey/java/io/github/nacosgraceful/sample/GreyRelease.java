package io.github.nacosgraceful.sample;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.client.loadbalancer.DefaultResponse;
import org.springframework.cloud.client.loadbalancer.EmptyResponse;
import org.springframework.cloud.client.loadbalancer.Request;
import org.springframework.cloud.client.loadbalancer.RequestDataContext;
import org.springframework.cloud.client.loadbalancer.Response;
import org.springframework.cloud.loadbalancer.annotation.LoadBalancerClient;
import org.springframework.cloud.loadbalancer.core.ReactorServiceInstanceLoadBalancer;
import org.springframework.cloud.loadbalancer.core.ServiceInstanceListSupplier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Mono;

/**
 * A release to some users first, as many gateways have it: a call with the header {@code version}
 * goes to instances with that version in their metadata, and to any where there is none. Only with
 * {@code --spring.main.sources=io.github.nacosgraceful.sample.GreyRelease}.
 */
@Configuration(proxyBeanMethods = false)
@LoadBalancerClient(name = "provider", configuration = GreyRelease.OfProvider.class)
public class GreyRelease {

  /** In the context of that service. */
  static class OfProvider {

    @Bean
    ReactorServiceInstanceLoadBalancer greyRelease(
        ObjectProvider<ServiceInstanceListSupplier> instances) {
      return new ByVersion(instances);
    }
  }

  private static final class ByVersion implements ReactorServiceInstanceLoadBalancer {

    private final ObjectProvider<ServiceInstanceListSupplier> supplier;
    private final AtomicInteger picks = new AtomicInteger();

    ByVersion(ObjectProvider<ServiceInstanceListSupplier> supplier) {
      this.supplier = supplier;
    }

    @Override
    @SuppressWarnings("rawtypes")
    public Mono<Response<ServiceInstance>> choose(Request request) {
      RequestDataContext context = (RequestDataContext) request.getContext();
      String version = context.getClientRequest().getHeaders().getFirst("version");
      return supplier.getObject().get(request).next().map(all -> pick(all, version));
    }

    private Response<ServiceInstance> pick(List<ServiceInstance> all, String version) {
      List<ServiceInstance> wanted =
          all.stream()
              .filter(instance -> String.valueOf(version).equals(versionOf(instance)))
              .collect(Collectors.toList());
      List<ServiceInstance> candidates = wanted.isEmpty() ? all : wanted;
      return candidates.isEmpty()
          ? new EmptyResponse()
          : new DefaultResponse(
              candidates.get(Math.floorMod(picks.getAndIncrement(), candidates.size())));
    }

    private static String versionOf(ServiceInstance instance) {
      return instance.getMetadata().get("version");
    }
  }
}

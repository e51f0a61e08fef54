package io.github.nacosgraceful.library.loadbalancer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.loadbalancer.core.ServiceInstanceListSupplier;
import reactor.core.publisher.Flux;

/** The supplier that asks the discovery client. What it answers is said by the test. */
public final class Registry implements ServiceInstanceListSupplier {

  Flux answer = Flux.just(List.of());
  RuntimeException failure;

  /** How often it was asked. */
  int lookups;

  @Override
  public Flux get() {
    lookups++;
    if (failure != null) {
      throw failure;
    }
    return answer;
  }

  @Override
  public String getServiceId() {
    return "orders";
  }

  /** It answers these. */
  List<ServiceInstance> has(String... addresses) {
    List<ServiceInstance> instances = instances(addresses);
    answer = Flux.just(instances);
    return instances;
  }

  static List<ServiceInstance> instances(String... addresses) {
    List<ServiceInstance> instances = new ArrayList<>();
    Arrays.stream(addresses).map(Instance::new).forEach(instances::add);
    return instances;
  }

  /** One of them. */
  public static final class Instance implements ServiceInstance {

    private final String address;

    Instance(String address) {
      this.address = address;
    }

    @Override
    public String getServiceId() {
      return "orders";
    }

    @Override
    public String getHost() {
      return address.substring(0, address.lastIndexOf(':'));
    }

    @Override
    public int getPort() {
      return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
    }

    @Override
    public String toString() {
      return address;
    }
  }
}

package io.github.nacosgraceful.contract.program;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URI;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.reactivestreams.Publisher;
import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.client.loadbalancer.DefaultRequest;
import org.springframework.cloud.client.loadbalancer.RequestData;
import org.springframework.cloud.client.loadbalancer.RequestDataContext;
import org.springframework.cloud.loadbalancer.core.ReactorServiceInstanceLoadBalancer;
import org.springframework.cloud.loadbalancer.core.ServiceInstanceListSupplier;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.util.LinkedMultiValueMap;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Asks suppliers and balancers as the framework's clients do: with a request, which has the cookie
 * of instance 2, the hint {@code blue} and API version 1.0. Versions 2 know no requests, and have
 * their types elsewhere.
 */
final class Requests {

  private static final String PICKED = "selectedServiceInstance";
  private static final boolean KNOWN = isPresent("RequestDataContext");

  private Requests() {}

  static List<ServiceInstance> list(ServiceInstanceListSupplier supplier) {
    Flux<List<ServiceInstance>> lists = KNOWN ? New.get(supplier) : supplier.get();
    List<ServiceInstance> list = lists.next().block();
    return list == null ? Collections.emptyList() : list;
  }

  /** The instance picked, or null. */
  static ServiceInstance choose(ReactorServiceInstanceLoadBalancer balancer) {
    return KNOWN ? picked(New.choose(balancer)) : chooseAny(balancer);
  }

  /** The same for no request, which needs nothing of Spring Web. */
  static ServiceInstance chooseAny(ReactorServiceInstanceLoadBalancer balancer) {
    return picked((Publisher<?>) call(balancer, "choose"));
  }

  private static ServiceInstance picked(Publisher<?> responses) {
    Object response = Mono.from(responses).block();
    return response == null ? null : (ServiceInstance) call(response, "getServer");
  }

  /** Whether a balancer would tell it what was picked. */
  static boolean isTold(ServiceInstanceListSupplier supplier) {
    return Arrays.stream(supplier.getClass().getMethods())
        .anyMatch(method -> method.getName().equals(PICKED));
  }

  /** As a balancer that has picked it. */
  static void picked(ServiceInstanceListSupplier supplier, ServiceInstance instance) {
    call(supplier, PICKED, instance);
  }

  private static Object call(Object target, String name, Object... arguments) {
    try {
      Method method =
          Arrays.stream(target.getClass().getMethods())
              .filter(m -> m.getName().equals(name) && m.getParameterCount() == arguments.length)
              .findFirst()
              .orElseThrow(() -> new NoSuchMethodException(name));
      method.setAccessible(true);
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean isPresent(String name) {
    try {
      Class.forName("org.springframework.cloud.client.loadbalancer." + name);
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  /** Only touched where the types are. */
  private static final class New {

    static Flux<List<ServiceInstance>> get(ServiceInstanceListSupplier supplier) {
      return supplier.get(request());
    }

    static Publisher<?> choose(ReactorServiceInstanceLoadBalancer balancer) {
      return balancer.choose(request());
    }

    private static DefaultRequest<RequestDataContext> request() {
      LinkedMultiValueMap<String, String> cookies = new LinkedMultiValueMap<>();
      cookies.add("sc-lb-instance-id", "2");
      HttpHeaders headers = new HttpHeaders();
      headers.add("X-SC-LB-Hint", "blue");
      headers.add("X-Version", "1.0");
      return new DefaultRequest<>(
          new RequestDataContext(
              new RequestData(
                  HttpMethod.GET,
                  URI.create("http://service/"),
                  headers,
                  cookies,
                  Collections.emptyMap())));
    }
  }
}

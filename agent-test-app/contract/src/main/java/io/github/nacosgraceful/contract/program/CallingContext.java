package io.github.nacosgraceful.contract.program;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.cloud.client.discovery.DiscoveryClient;
import org.springframework.cloud.client.discovery.ReactiveDiscoveryClient;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;

/**
 * An application that calls services through Spring Cloud LoadBalancer: the auto-configurations
 * that make its clients, over the memory of a Nacos client.
 */
final class CallingContext implements AutoCloseable {

  private static final String BALANCER = "org.springframework.cloud.loadbalancer.config.";
  private static final String CLIENT = "org.springframework.cloud.client.loadbalancer.";

  private final AnnotationConfigApplicationContext context =
      new AnnotationConfigApplicationContext();

  /**
   * @param beans of the application
   */
  CallingContext(Discovery discovery, Map<String, Object> properties, Object... beans)
      throws ClassNotFoundException {
    Map<String, Object> all = new TreeMap<>(properties);
    all.put("spring.cloud.loadbalancer.ribbon.enabled", "false");
    context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("test", all));
    context.registerBean("discovery", DiscoveryClient.class, () -> discovery);
    context.registerBean("reactive", ReactiveDiscoveryClient.class, discovery::reactive);
    for (Object bean : beans) {
      register(bean);
    }
    for (String configuration :
        new String[] {
          BALANCER + "LoadBalancerCacheAutoConfiguration",
          BALANCER + "LoadBalancerAutoConfiguration",
          BALANCER + "BlockingLoadBalancerClientAutoConfiguration",
          CLIENT + "LoadBalancerAutoConfiguration",
          CLIENT + "reactive.ReactorLoadBalancerClientAutoConfiguration"
        }) {
      // By their whole names: two of them have the same short one.
      context.registerBean(configuration, Class.forName(configuration));
    }
    context.refresh();
  }

  @SuppressWarnings("unchecked")
  private <T> void register(T bean) {
    context.registerBean(bean.getClass().getName(), (Class<T>) bean.getClass(), () -> bean);
  }

  <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  /**
   * One of a class whose constructors differ by version, made of these and of beans.
   *
   * @param own the others of its arguments
   */
  Object make(String type, Object... own) throws ReflectiveOperationException {
    List<Object> arguments = new ArrayList<>();
    java.lang.reflect.Constructor<?> last = null;
    for (java.lang.reflect.Constructor<?> one : Class.forName(type).getConstructors()) {
      last = last == null || one.getParameterCount() < last.getParameterCount() ? one : last;
    }
    for (Class<?> parameter : last.getParameterTypes()) {
      arguments.add(
          parameter == List.class
              ? new ArrayList<>()
              : Arrays.stream(own)
                  .filter(parameter::isInstance)
                  .findFirst()
                  .orElseGet(() -> context.getBean(parameter)));
    }
    return last.newInstance(arguments.toArray());
  }

  @Override
  public void close() {
    context.close();
  }
}

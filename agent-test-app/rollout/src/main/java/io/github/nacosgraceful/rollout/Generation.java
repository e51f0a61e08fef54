package io.github.nacosgraceful.rollout;

import java.util.List;

/**
 * A generation of Spring Cloud.
 *
 * @param stack the module below {@code stacks} that has its jars
 * @param clients the names of those it has; the usual one first
 */
record Generation(String stack, List<String> clients) {

  /** From the oldest to the newest. Ribbon's users mostly have a RestTemplate. */
  static final List<Generation> ALL =
      List.of(
          of("greenwich", "resttemplate", "feign", "feign-retry", "nacos-rule"),
          of(
              "hoxton",
              "resttemplate",
              "feign",
              "feign-retry",
              "webclient",
              "nacos-rule",
              "gateway",
              "zuul"),
          of("hoxton-loadbalancer", "feign", "feign-retry", "resttemplate", "webclient"),
          of("2020", "feign", "feign-retry", "resttemplate", "webclient"),
          of(
              "2021",
              "feign",
              "feign-retry",
              "resttemplate",
              "webclient",
              "nacos-loadbalancer",
              "gateway"),
          of(
              "2022",
              "feign",
              "feign-retry",
              "resttemplate",
              "webclient",
              "http-interface",
              "nacos-loadbalancer"),
          of(
              "2023",
              "feign",
              "feign-retry",
              "resttemplate",
              "restclient",
              "webclient",
              "http-interface",
              "nacos-loadbalancer"),
          of(
              "2024",
              "feign",
              "feign-retry",
              "resttemplate",
              "restclient",
              "webclient",
              "http-interface",
              "nacos-loadbalancer"),
          of(
              "2025",
              "feign",
              "feign-retry",
              "resttemplate",
              "restclient",
              "webclient",
              "http-interface",
              "nacos-loadbalancer",
              "gateway",
              "gateway-mvc"),
          // Providers on Reactor Netty, and a caller none of whose threads may wait.
          of("2025-webflux", "webclient"),
          of(
              "2025.1",
              "feign",
              "feign-retry",
              "resttemplate",
              "restclient",
              "webclient",
              "http-interface",
              "nacos-loadbalancer"));

  static List<String> stacks() {
    return ALL.stream().map(Generation::stack).toList();
  }

  static Generation on(String stack) {
    return ALL.stream().filter(each -> each.stack.equals(stack)).findFirst().orElseThrow();
  }

  String usualClient() {
    return clients.get(0);
  }

  private static Generation of(String stack, String... clients) {
    return new Generation(stack, List.of(clients));
  }
}

package io.github.nacosgraceful.rollout;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What calls the providers, and how its process is started.
 *
 * @param beside empty where the stack's own jars serve, else the ending of the stack that has them
 * @param main the sample's class
 * @param jars what of {@link #OPTIONAL_JARS} it needs
 * @param arguments of the process
 */
record Client(String name, String beside, String main, List<String> jars, List<String> arguments) {

  /** They change how other clients work just by being there. */
  static final List<String> OPTIONAL_JARS = List.of("spring-webflux", "spring-retry");

  private static final Map<String, Client> ALL =
      Stream.of(
              consumer("feign"),
              consumer("resttemplate"),
              consumer("restclient"),
              consumer("webclient").with("spring-webflux"),
              // Where there is no RestClient, on top of a WebClient.
              consumer("http-interface").with("spring-webflux"),
              // Spring retries what may be sent twice, and a POST may not: its failures show.
              consumer("feign", "feign-retry", "--spring.cloud.loadbalancer.retry.enabled=true")
                  .with("spring-retry"),
              consumer(
                  "feign", "nacos-loadbalancer", "--spring.cloud.loadbalancer.nacos.enabled=true"),
              consumer(
                  "resttemplate",
                  "nacos-rule",
                  "--provider.ribbon.NFLoadBalancerRuleClassName=com.alibaba.cloud.nacos.ribbon.NacosRule"),
              gateway("gateway", "Gateway").with("spring-webflux"),
              gateway("gateway-mvc", "GatewayMvc"),
              gateway("zuul", "Zuul"))
          .collect(Collectors.toMap(Client::name, Function.identity()));

  static Client named(String name) {
    return ALL.get(name);
  }

  /** The stack on whose jars it runs, when the providers run on those of {@code stack}. */
  String stack(String stack) {
    return stack + beside;
  }

  private static Client consumer(String name) {
    return consumer(name, name);
  }

  private static Client consumer(String type, String name, String... more) {
    List<String> arguments =
        Stream.concat(Stream.of("--sample.client=" + type), Stream.of(more)).toList();
    return new Client(name, "", "Consumer", List.of(), arguments);
  }

  private static Client gateway(String name, String main) {
    return new Client(name, "-" + name, main, List.of(), List.of());
  }

  private Client with(String jar) {
    return new Client(name, beside, main, List.of(jar), arguments);
  }
}

package io.github.nacosgraceful.sample;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.cloud.gateway.route.RouteLocator;
import org.springframework.cloud.gateway.route.builder.RouteLocatorBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** In {@link Consumer}'s place: a Spring Cloud Gateway on WebFlux, with one route. */
@SpringBootConfiguration
@EnableAutoConfiguration
@Import(Ready.class)
public class Gateway {

  public static void main(String[] args) {
    new SpringApplicationBuilder(Gateway.class)
        .properties("spring.application.name=consumer", "spring.cloud.nacos.discovery.ip=127.0.0.1")
        .run(args);
  }

  @Bean
  RouteLocator routes(RouteLocatorBuilder builder) {
    return builder.routes().route(route -> route.path("/call").uri("lb://provider")).build();
  }
}

package io.github.nacosgraceful.sample;

import static org.springframework.cloud.gateway.server.mvc.filter.LoadBalancerFilterFunctions.lb;
import static org.springframework.cloud.gateway.server.mvc.handler.GatewayRouterFunctions.route;
import static org.springframework.cloud.gateway.server.mvc.handler.HandlerFunctions.http;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;

/** In {@link Consumer}'s place: a Spring Cloud Gateway on servlets, with one route. */
@SpringBootConfiguration
@EnableAutoConfiguration
@Import(Ready.class)
public class GatewayMvc {

  public static void main(String[] args) {
    new SpringApplicationBuilder(GatewayMvc.class)
        .properties("spring.application.name=consumer", "spring.cloud.nacos.discovery.ip=127.0.0.1")
        .run(args);
  }

  @Bean
  RouterFunction<ServerResponse> routes() {
    return route("provider").POST("/call", http()).filter(lb("provider")).build();
  }
}

package io.github.nacosgraceful.sample;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.cloud.netflix.zuul.EnableZuulProxy;
import org.springframework.context.annotation.Import;

/** In {@link Consumer}'s place: Zuul, with one route through Ribbon. */
@SpringBootConfiguration
@EnableAutoConfiguration
@EnableZuulProxy
@Import(Ready.class)
public class Zuul {

  public static void main(String[] args) {
    new SpringApplicationBuilder(Zuul.class)
        .properties(
            "spring.application.name=consumer",
            "spring.cloud.nacos.discovery.ip=127.0.0.1",
            "zuul.routes.provider.path=/call",
            "zuul.routes.provider.service-id=provider",
            "zuul.routes.provider.strip-prefix=false",
            "ribbon.MaxAutoRetries=0",
            "ribbon.MaxAutoRetriesNextServer=0",
            // Else a call is cut off after a second, which a cold start takes.
            "hystrix.command.default.execution.timeout.enabled=false")
        .run(args);
  }
}

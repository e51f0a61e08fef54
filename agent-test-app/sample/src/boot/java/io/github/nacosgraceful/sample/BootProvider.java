package io.github.nacosgraceful.sample;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.core.env.Environment;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * In {@link Provider}'s place: Spring Boot without Spring Cloud, registered by Nacos' own starter.
 */
@SpringBootConfiguration
@EnableAutoConfiguration
@RestController
public class BootProvider {

  private final Environment environment;

  BootProvider(Environment environment) {
    this.environment = environment;
  }

  public static void main(String[] args) {
    new SpringApplicationBuilder(BootProvider.class)
        .properties(
            "spring.application.name=provider",
            "nacos.discovery.auto-register=true",
            "nacos.discovery.register.ip=127.0.0.1",
            "nacos.discovery.server-addr=${spring.cloud.nacos.discovery.server-addr}",
            "nacos.discovery.namespace=${spring.cloud.nacos.discovery.namespace}")
        .run(args);
  }

  @PostMapping({"/work", "/call", "/thread"})
  String work() {
    return environment.getProperty("local.server.port");
  }

  @GetMapping("/ready")
  String ready() {
    return "ready";
  }
}

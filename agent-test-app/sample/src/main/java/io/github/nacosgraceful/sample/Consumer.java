package io.github.nacosgraceful.sample;

import io.github.nacosgraceful.sample.client.Client;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/**
 * The service that calls. It registers as {@code consumer}, needs the same arguments as {@link
 * Provider}, and calls through the {@link Client} that {@code sample.client} names.
 */
@SpringBootConfiguration
@EnableAutoConfiguration
@ComponentScan(basePackageClasses = Client.class)
@Import({Consumer.Failures.class, Ready.class, Refresh.class})
public class Consumer {

  public static void main(String[] args) {
    // The JDK's HttpURLConnection, under the blocking clients, would send a POST a second time by
    // itself.
    System.setProperty("sun.net.http.retryPost", "false");
    new SpringApplicationBuilder(Consumer.class)
        .properties(
            "spring.application.name=consumer",
            "spring.cloud.nacos.discovery.ip=127.0.0.1",
            // Feign's timeouts: the first name up to Spring Cloud 2021, the second since 2022.
            "feign.client.config.default.connect-timeout=3000",
            "feign.client.config.default.read-timeout=5000",
            "spring.cloud.openfeign.client.config.default.connect-timeout=3000",
            "spring.cloud.openfeign.client.config.default.read-timeout=5000",
            // Each call is tried once, so that a failure is seen. Ribbon would try a second server
            // when it cannot connect to the first.
            "ribbon.MaxAutoRetries=0",
            "ribbon.MaxAutoRetriesNextServer=0",
            "spring.cloud.loadbalancer.retry.enabled=false")
        .run(args);
  }

  /** Tells the caller why a call failed. */
  @RestControllerAdvice
  static class Failures {

    @ExceptionHandler(Exception.class)
    ResponseEntity<String> failed(Exception e) {
      return ResponseEntity.status(HttpStatus.INTERNAL_SERVER_ERROR).body(e.toString());
    }
  }
}

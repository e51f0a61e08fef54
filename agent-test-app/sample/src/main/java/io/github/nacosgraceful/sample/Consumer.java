package io.github.nacosgraceful.sample;

import java.util.function.Supplier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.cloud.client.loadbalancer.LoadBalanced;
import org.springframework.cloud.openfeign.EnableFeignClients;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestTemplate;

/**
 * The service that calls. It registers as {@code consumer}, needs the same arguments as {@link
 * Provider}, and calls through the client that {@code sample.client} names: {@code feign} or {@code
 * resttemplate}.
 */
@SpringBootConfiguration
@EnableAutoConfiguration
@EnableFeignClients(clients = ProviderClient.class)
@Import({Consumer.Calls.class, Ready.class})
public class Consumer {

  private static final int CONNECT_MILLIS = 1_000;
  private static final int READ_MILLIS = 5_000;

  public static void main(String[] args) {
    // The JDK's HttpURLConnection, under both clients, would send a POST a second time by itself.
    System.setProperty("sun.net.http.retryPost", "false");
    new SpringApplicationBuilder(Consumer.class)
        .properties(
            "spring.application.name=consumer",
            "spring.cloud.nacos.discovery.ip=127.0.0.1",
            // Feign's timeouts: the first name up to Spring Cloud 2021, the second since 2022.
            "feign.client.config.default.connect-timeout=" + CONNECT_MILLIS,
            "feign.client.config.default.read-timeout=" + READ_MILLIS,
            "spring.cloud.openfeign.client.config.default.connect-timeout=" + CONNECT_MILLIS,
            "spring.cloud.openfeign.client.config.default.read-timeout=" + READ_MILLIS,
            // Each call is tried once, so that a failure is seen. Ribbon would try a second server
            // when it cannot connect to the first; the other retries are off unless spring-retry
            // comes along with some library.
            "ribbon.MaxAutoRetries=0",
            "ribbon.MaxAutoRetriesNextServer=0",
            "spring.cloud.loadbalancer.retry.enabled=false")
        .run(args);
  }

  @Bean
  @LoadBalanced
  RestTemplate restTemplate() {
    SimpleClientHttpRequestFactory http = new SimpleClientHttpRequestFactory();
    http.setConnectTimeout(CONNECT_MILLIS);
    http.setReadTimeout(READ_MILLIS);
    return new RestTemplate(http);
  }

  /** Calls the provider once per request and tells the outcome. */
  @RestController
  static class Calls {

    private final Supplier<String> provider;

    Calls(@Value("${sample.client:feign}") String client, ProviderClient feign, RestTemplate rest) {
      switch (client) {
        case "feign":
          provider = feign::work;
          break;
        case "resttemplate":
          provider = () -> rest.postForObject("http://provider/work", null, String.class);
          break;
        default:
          throw new IllegalArgumentException("sample.client: feign or resttemplate, not " + client);
      }
    }

    @PostMapping("/call")
    String call() {
      return provider.get();
    }

    @ExceptionHandler(Exception.class)
    ResponseEntity<String> failed(Exception e) {
      return ResponseEntity.status(HttpStatus.INTERNAL_SERVER_ERROR).body(e.toString());
    }
  }
}

package io.github.nacosgraceful.sample.client;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.cloud.client.loadbalancer.LoadBalanced;
import org.springframework.context.annotation.Bean;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;

/** Calls through a load-balanced WebClient on Reactor Netty; no thread waits for the answer. */
@RestController
@ConditionalOnProperty(name = "sample.client", havingValue = "webclient")
class WebClientCalls implements Client<Mono<String>> {

  private final WebClient provider;

  WebClientCalls(WebClient.Builder builder) {
    provider = builder.build();
  }

  /** Reactor Netty itself would send once more when a pooled connection turns out to be dead. */
  @Bean
  @LoadBalanced
  static WebClient.Builder webClient() {
    return WebClient.builder()
        .clientConnector(new ReactorClientHttpConnector(HttpClient.create().disableRetry(true)));
  }

  @Override
  public Mono<String> work() {
    return provider.post().uri("http://provider/work").retrieve().bodyToMono(String.class);
  }
}

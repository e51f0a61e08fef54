package io.github.nacosgraceful.sample.client;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.cloud.client.loadbalancer.LoadBalanced;
import org.springframework.context.annotation.Bean;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestClient;

/** Calls through a load-balanced RestClient. */
@RestController
@ConditionalOnProperty(name = "sample.client", havingValue = "restclient")
class RestClientCalls implements Client<String> {

  private final RestClient provider;

  RestClientCalls(RestClient.Builder builder) {
    provider = builder.build();
  }

  @Bean
  @LoadBalanced
  static RestClient.Builder restClient(@Value(HttpURLConnections.READ_TIMEOUT) int readMillis) {
    return RestClient.builder().requestFactory(HttpURLConnections.factory(readMillis));
  }

  @Override
  public String work() {
    return provider.post().uri("http://provider/work").retrieve().body(String.class);
  }
}

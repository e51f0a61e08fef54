package io.github.nacosgraceful.sample.client;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.cloud.client.loadbalancer.LoadBalanced;
import org.springframework.context.annotation.Bean;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestTemplate;

/** Calls through a load-balanced RestTemplate. */
@RestController
@ConditionalOnProperty(name = "sample.client", havingValue = "resttemplate")
class RestTemplateCalls implements Client<String> {

  private final RestTemplate rest;

  RestTemplateCalls(RestTemplate rest) {
    this.rest = rest;
  }

  @Bean
  @LoadBalanced
  static RestTemplate restTemplate(@Value(HttpURLConnections.READ_TIMEOUT) int readMillis) {
    return new RestTemplate(HttpURLConnections.factory(readMillis));
  }

  @Override
  public String work() {
    return rest.postForObject("http://provider/work", null, String.class);
  }
}

package io.github.nacosgraceful.sample.client;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.cloud.client.loadbalancer.LoadBalanced;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestTemplate;

/** Calls through a load-balanced RestTemplate. */
@Component
@ConditionalOnProperty(name = "sample.client", havingValue = "resttemplate")
class RestTemplateCalls implements Client {

  private final RestTemplate rest;

  RestTemplateCalls(RestTemplate rest) {
    this.rest = rest;
  }

  @Bean
  @LoadBalanced
  static RestTemplate restTemplate() {
    return new RestTemplate(HttpURLConnections.factory());
  }

  @Override
  public Object work() {
    return rest.postForObject("http://provider/work", null, String.class);
  }
}

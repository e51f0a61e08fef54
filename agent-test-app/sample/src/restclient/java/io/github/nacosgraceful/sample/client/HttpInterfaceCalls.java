package io.github.nacosgraceful.sample.client;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.cloud.client.loadbalancer.LoadBalanced;
import org.springframework.context.annotation.Bean;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.support.RestClientAdapter;
import org.springframework.web.service.annotation.PostExchange;
import org.springframework.web.service.invoker.HttpServiceProxyFactory;

/** Calls through an HTTP interface on top of a load-balanced RestClient. */
@RestController
@ConditionalOnProperty(name = "sample.client", havingValue = "http-interface")
class HttpInterfaceCalls implements Client<String> {

  private final Provider provider;

  HttpInterfaceCalls(RestClient.Builder builder) {
    RestClientAdapter client = RestClientAdapter.create(builder.build());
    provider = HttpServiceProxyFactory.builderFor(client).build().createClient(Provider.class);
  }

  @Bean
  @LoadBalanced
  static RestClient.Builder restClient(@Value(HttpURLConnections.READ_TIMEOUT) int readMillis) {
    return RestClient.builder()
        .baseUrl("http://provider")
        .requestFactory(HttpURLConnections.factory(readMillis));
  }

  @Override
  public String work() {
    return provider.work();
  }

  interface Provider {
    @PostExchange("/work")
    String work();
  }
}

package io.github.nacosgraceful.sample.client;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.cloud.client.loadbalancer.LoadBalanced;
import org.springframework.context.annotation.Bean;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.support.WebClientAdapter;
import org.springframework.web.service.annotation.PostExchange;
import org.springframework.web.service.invoker.HttpServiceProxyFactory;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;

/** The same on Spring 6.0, which has no RestClient: on top of a load-balanced WebClient. */
@Component
@ConditionalOnProperty(name = "sample.client", havingValue = "http-interface")
class HttpInterfaceCalls implements Client {

  private final Provider provider;

  HttpInterfaceCalls(WebClient.Builder builder) {
    WebClientAdapter client = WebClientAdapter.forClient(builder.build());
    provider = HttpServiceProxyFactory.builder(client).build().createClient(Provider.class);
  }

  @Bean
  @LoadBalanced
  static WebClient.Builder webClient() {
    return WebClient.builder()
        .baseUrl("http://provider")
        .clientConnector(new ReactorClientHttpConnector(HttpClient.create().disableRetry(true)));
  }

  @Override
  public Object work() {
    return provider.work();
  }

  interface Provider {
    @PostExchange("/work")
    Mono<String> work();
  }
}

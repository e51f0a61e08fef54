package io.github.nacosgraceful.sample.client;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.cloud.client.loadbalancer.LoadBalanced;
import org.springframework.context.annotation.Bean;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.support.WebClientAdapter;
import org.springframework.web.service.annotation.PostExchange;
import org.springframework.web.service.invoker.HttpServiceProxyFactory;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;

/** The same on Spring 6.0, which has no RestClient: on top of a load-balanced WebClient. */
@RestController
@ConditionalOnProperty(name = "sample.client", havingValue = "http-interface")
class HttpInterfaceCalls implements Client<Mono<String>> {

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
  public Mono<String> work() {
    return provider.work();
  }

  interface Provider {
    @PostExchange("/work")
    Mono<String> work();
  }
}

package io.github.nacosgraceful.sample.client;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.cloud.openfeign.EnableFeignClients;
import org.springframework.web.bind.annotation.RestController;

/** Calls through Feign. */
@RestController
@ConditionalOnProperty(name = "sample.client", havingValue = "feign", matchIfMissing = true)
@EnableFeignClients(clients = ProviderClient.class)
class FeignCalls implements Client<String> {

  private final ProviderClient provider;

  FeignCalls(ProviderClient provider) {
    this.provider = provider;
  }

  @Override
  public String work() {
    return provider.work();
  }
}

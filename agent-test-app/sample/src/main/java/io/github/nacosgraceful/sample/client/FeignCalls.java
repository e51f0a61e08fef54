package io.github.nacosgraceful.sample.client;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.cloud.openfeign.EnableFeignClients;
import org.springframework.stereotype.Component;

/** Calls through Feign. */
@Component
@ConditionalOnProperty(name = "sample.client", havingValue = "feign", matchIfMissing = true)
@EnableFeignClients(clients = ProviderClient.class)
class FeignCalls implements Client {

  private final ProviderClient provider;

  FeignCalls(ProviderClient provider) {
    this.provider = provider;
  }

  @Override
  public Object work() {
    return provider.work();
  }
}

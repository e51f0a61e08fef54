package io.github.nacosgraceful.sample.client;

import org.springframework.cloud.openfeign.FeignClient;
import org.springframework.web.bind.annotation.PostMapping;

/** The provider, called through Feign. */
@FeignClient("provider")
public interface ProviderClient {

  @PostMapping("/work")
  String work();
}

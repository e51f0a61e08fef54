package io.github.nacosgraceful.sample;

import org.springframework.cloud.openfeign.FeignClient;
import org.springframework.web.bind.annotation.PostMapping;

/** The {@link Provider}, called through Feign. */
@FeignClient("provider")
interface ProviderClient {

  @PostMapping("/work")
  String work();
}

package io.github.nacosgraceful.contract.program;

import org.springframework.cloud.netflix.ribbon.RibbonClientSpecification;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the starter of Spring Cloud Alibaba has for all clients of Ribbon. */
@Configuration(proxyBeanMethods = false)
public class RibbonServers {

  @Bean
  RibbonClientSpecification everyClient() {
    return new RibbonClientSpecification(
        "default.memory", new Class<?>[] {RibbonServersOfClient.class});
  }
}

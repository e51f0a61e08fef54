package io.github.nacosgraceful.sample;

import com.alibaba.cloud.nacos.NacosDiscoveryProperties;
import com.alibaba.cloud.nacos.event.NacosDiscoveryInfoChangedEvent;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * What a refresh of the configuration does to Spring Cloud Alibaba when it concerns discovery: the
 * registration is restarted, and the NamingService is made anew.
 */
@RestController
class Refresh {

  private final ApplicationEventPublisher events;
  private final NacosDiscoveryProperties properties;

  Refresh(ApplicationEventPublisher events, NacosDiscoveryProperties properties) {
    this.events = events;
    this.properties = properties;
  }

  @PostMapping("/refresh")
  void refresh() {
    events.publishEvent(new NacosDiscoveryInfoChangedEvent(properties));
  }
}

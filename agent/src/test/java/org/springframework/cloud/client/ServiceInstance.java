package org.springframework.cloud.client;

/** Stands in for Spring Cloud's interface. */
public interface ServiceInstance {

  String getServiceId();

  String getHost();

  int getPort();
}

package com.alibaba.cloud.nacos.registry;

/** Has the name of the bean through which Spring Cloud Alibaba registers. */
public final class NacosServiceRegistry {

  private NacosServiceRegistry() {}

  public static void register(Runnable registering) {
    registering.run();
  }
}

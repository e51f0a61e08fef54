package io.github.nacosgraceful.intake.program;

import com.alibaba.nacos.api.exception.NacosException;
import com.alibaba.nacos.api.naming.NamingFactory;

/** A worker that is an instance of a service as well, though nobody calls it. */
final class Registered {

  private Registered() {}

  static void with(String nacos) {
    try {
      NamingFactory.createNamingService(nacos)
          .registerInstance("workers", "127.0.0.1", Integer.getInteger("port"));
    } catch (NacosException e) {
      throw new IllegalStateException(e);
    }
  }
}

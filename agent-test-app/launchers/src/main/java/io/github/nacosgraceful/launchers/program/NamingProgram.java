package io.github.nacosgraceful.launchers.program;

import com.alibaba.nacos.api.NacosFactory;
import com.alibaba.nacos.api.exception.NacosException;
import com.alibaba.nacos.api.naming.NamingService;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;

/** Registers one instance of the service {@code isolated} with a Nacos client of its own. */
public final class NamingProgram {

  private NamingProgram() {}

  public static void main(String[] arguments) throws Exception {
    register();
    new CountDownLatch(1).await();
  }

  static NamingService register() throws NacosException {
    Properties properties = new Properties();
    properties.setProperty("serverAddr", System.getProperty("nacos"));
    properties.setProperty("namespace", System.getProperty("namespace"));
    NamingService naming = NacosFactory.createNamingService(properties);
    naming.registerInstance("isolated", "127.0.0.1", Integer.getInteger("port"));
    System.out.println("registered by " + naming.getClass().getClassLoader());
    return naming;
  }
}

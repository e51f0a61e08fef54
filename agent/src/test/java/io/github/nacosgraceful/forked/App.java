package io.github.nacosgraceful.forked;

import com.alibaba.nacos.api.naming.pojo.Instance;
import com.alibaba.nacos.client.naming.NacosNamingService;

/**
 * An application that registers one instance, has a shutdown hook, and ends as its argument says.
 */
public final class App {

  private App() {}

  public static void main(String[] args) throws Exception {
    String how = args[0];
    NacosNamingService naming = new NacosNamingService();
    naming.registerInstance("orders", "DEFAULT_GROUP", instance());
    Runtime.getRuntime().addShutdownHook(new Thread(() -> hook(how, naming)));
    System.out.println("ready");
    switch (how) {
      case "exit":
      case "exit-registered": // its hook leaves the deregistering to whoever does it
        System.exit(3);
        break;
      case "wait":
        Thread.sleep(60_000);
        break;
      default: // "return", "exit-in-hook"
    }
  }

  private static void hook(String how, NacosNamingService naming) {
    System.out.println("hook");
    if (!how.equals("exit-registered")) {
      naming.deregisterInstance("orders", "DEFAULT_GROUP", instance()); // as Spring does
    }
    naming.registerInstance("orders", "DEFAULT_GROUP", instance()); // as a refresh does
    System.out.println("hook done");
    if (how.equals("exit-in-hook")) {
      System.exit(5); // blocks for ever: the JVM is ending already
    }
  }

  private static Instance instance() {
    Instance instance = new Instance();
    instance.setIp("127.0.0.1");
    instance.setPort(8080);
    return instance;
  }
}

package io.github.nacosgraceful.forked;

import com.alibaba.nacos.api.naming.pojo.Instance;
import com.alibaba.nacos.client.naming.NacosNamingService;
import org.springframework.boot.SpringApplication;
import org.springframework.context.support.AbstractApplicationContext;

/** An application whose Spring context is closed while the JVM goes on, as its argument says. */
public final class ContextApp {

  private static final Runnable NOTHING = () -> {};

  private ContextApp() {}

  public static void main(String[] args) throws Exception {
    NacosNamingService naming = new NacosNamingService();
    AbstractApplicationContext context = context("shop", naming);
    switch (args[0]) {
      case "again":
        context.refresh();
        context.close();
        context.close();
        AbstractApplicationContext next = context("shop", naming);
        next.refresh();
        next.close();
        break;
      case "others":
        AbstractApplicationContext bootstrap =
            new AbstractApplicationContext("bootstrap", NOTHING, NOTHING);
        bootstrap.refresh();
        context.refresh();
        bootstrap.close();
        for (int i = 0; i < 25; i++) {
          AbstractApplicationContext feign =
              new AbstractApplicationContext("feign-" + i, NOTHING, NOTHING);
          feign.refresh();
          feign.close();
        }
        break;
      case "threads":
        context.refresh();
        Thread other = new Thread(context::close);
        other.start();
        context.close();
        other.join();
        break;
      case "hook":
        context.refresh();
        context.registerShutdownHook();
        new Thread(context::close).start();
        Thread.sleep(60_000);
        break;
      case "runner":
        AbstractApplicationContext plain =
            new AbstractApplicationContext("shop", NOTHING, ContextApp::closed);
        SpringApplication.run(plain, () -> register(new NacosNamingService()));
        register(naming); // nobody knows what this belongs to
        plain.close();
        break;
      case "broken":
        AbstractApplicationContext broken =
            new AbstractApplicationContext(
                "broken",
                () -> {
                  throw new IllegalStateException("told to fail");
                },
                ContextApp::closed);
        try {
          broken.refresh();
        } catch (IllegalStateException expected) {
          System.out.println(expected.getMessage());
        }
        register(naming);
        broken.close();
        break;
      default:
        throw new IllegalArgumentException(args[0]);
    }
    System.out.println("end");
  }

  /** Registers as it comes up, and when it is closed does what some applications do. */
  private static AbstractApplicationContext context(String id, NacosNamingService naming) {
    return new AbstractApplicationContext(
        id,
        () -> register(naming),
        () -> {
          naming.deregisterInstance("orders", "DEFAULT_GROUP", instance());
          register(naming);
          closed();
        });
  }

  private static void closed() {
    System.out.println("closed");
  }

  private static void register(NacosNamingService naming) {
    naming.registerInstance("orders", "DEFAULT_GROUP", instance());
  }

  private static Instance instance() {
    Instance instance = new Instance();
    instance.setIp("127.0.0.1");
    instance.setPort(8080);
    return instance;
  }
}

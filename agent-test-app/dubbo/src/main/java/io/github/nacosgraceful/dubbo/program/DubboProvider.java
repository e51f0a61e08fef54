package io.github.nacosgraceful.dubbo.program;

import org.apache.dubbo.config.ApplicationConfig;
import org.apache.dubbo.config.ProtocolConfig;
import org.apache.dubbo.config.RegistryConfig;
import org.apache.dubbo.config.ServiceConfig;
import org.apache.dubbo.config.bootstrap.DubboBootstrap;

/** Exports three services at one port; with nothing but the API that Dubbo 2.7 and 3.3 share. */
public final class DubboProvider {

  static final String APPLICATION = "shop";

  private static final String LATE = "late";
  private static final int RESTLESS_MILLIS = 50;

  private DubboProvider() {}

  /**
   * Arguments: the registry's URL and the port. With {@code -Drestless=true} it exports and
   * withdraws another service all the time, also while it is being stopped.
   */
  public static void main(String[] args) throws InterruptedException {
    int port = Integer.parseInt(args[1]);
    Shop shop = new Shop(port);
    DubboBootstrap.getInstance()
        .application(application(APPLICATION))
        .registry(new RegistryConfig(args[0]))
        .protocol(new ProtocolConfig("dubbo", port))
        .service(service(Orders.class, shop))
        .service(service(Prices.class, shop))
        .service(service(Stock.class, shop))
        .start();
    System.out.println("READY");
    if (Boolean.getBoolean("restless")) {
      exportAgainAndAgain(shop);
    }
    DubboBootstrap.getInstance().await();
  }

  static ApplicationConfig application(String name) {
    ApplicationConfig application = new ApplicationConfig(name);
    // Its port would be the same for all processes.
    application.setQosEnable(false);
    return application;
  }

  static <T> ServiceConfig<T> service(Class<T> type, T implementation) {
    ServiceConfig<T> service = new ServiceConfig<>();
    service.setInterface(type);
    service.setRef(implementation);
    // Without it, Dubbo 2.7 takes all of them for the same one and exports the first.
    service.setId(type.getName());
    return service;
  }

  /** Each time, Dubbo registers anew: the interface, or the application with other metadata. */
  private static void exportAgainAndAgain(Shop shop) throws InterruptedException {
    while (true) {
      ServiceConfig<Stock> late = service(Stock.class, shop);
      late.setGroup(LATE);
      late.setId(LATE);
      late.export();
      Thread.sleep(RESTLESS_MILLIS);
      late.unexport();
    }
  }
}

package io.github.nacosgraceful.dubbo.program;

import org.apache.dubbo.config.ReferenceConfig;
import org.apache.dubbo.config.RegistryConfig;
import org.apache.dubbo.config.bootstrap.DubboBootstrap;

/** Calls one of the services, and never twice for the same answer. */
public final class DubboConsumer {

  /** Long: an instance that is gone shows all the same, and a busy machine does not. */
  private static final int TIMEOUT_MILLIS = 8000;

  private DubboConsumer() {}

  /** Argument: the registry's URL. */
  public static void main(String[] args) throws Exception {
    ReferenceConfig<Orders> reference = new ReferenceConfig<>();
    reference.setInterface(Orders.class);
    reference.setCluster("failfast");
    reference.setRetries(0);
    reference.setTimeout(TIMEOUT_MILLIS);
    // It is started when there are providers, and does not end because it has not heard of them.
    reference.setCheck(false);
    DubboBootstrap.getInstance()
        .application(DubboProvider.application("customer"))
        .registry(new RegistryConfig(args[0]))
        .reference(reference)
        .start();
    Orders orders = reference.get();
    new Load(() -> orders.place("book")).run();
    System.exit(0);
  }
}

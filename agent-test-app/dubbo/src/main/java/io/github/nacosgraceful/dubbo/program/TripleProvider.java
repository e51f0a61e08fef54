package io.github.nacosgraceful.dubbo.program;

import org.apache.dubbo.config.ProtocolConfig;
import org.apache.dubbo.config.RegistryConfig;
import org.apache.dubbo.config.bootstrap.DubboBootstrap;

/** Exports streams, over triple. */
public final class TripleProvider {

  private TripleProvider() {}

  /** Arguments: the registry's URL and the port. */
  public static void main(String[] args) {
    int port = Integer.parseInt(args[1]);
    DubboBootstrap.getInstance()
        .application(DubboProvider.application(DubboProvider.APPLICATION))
        .registry(new RegistryConfig(args[0]))
        .protocol(new ProtocolConfig("tri", port))
        .service(DubboProvider.service(Watches.class, new TripleWatches(port)))
        .start();
    System.out.println("READY");
    DubboBootstrap.getInstance().await();
  }
}

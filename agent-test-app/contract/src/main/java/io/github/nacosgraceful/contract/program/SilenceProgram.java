package io.github.nacosgraceful.contract.program;

import com.netflix.loadbalancer.DummyPing;
import com.netflix.loadbalancer.RoundRobinRule;
import com.netflix.loadbalancer.Server;
import com.netflix.loadbalancer.ZoneAwareLoadBalancer;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Two providers that are called with a client of one library, of which one is frozen for a while,
 * and a balancer. Its argument says which client. Prints how many of twenty picks get that one.
 */
public final class SilenceProgram {

  private static final String SERVICE = "orders";
  private static final int PICKS = 20;
  private static final int HANGING = 4;
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(20);

  private final NacosMemory nacos = new NacosMemory();
  private final HttpClients client;
  private final Provider frozen = new Provider();
  private final Provider other = new Provider();
  private final ZoneAwareLoadBalancer<Server> balancer;

  private SilenceProgram(String client) throws Exception {
    this.client = HttpClients.named(client);
    nacos.push(SERVICE, frozen.address, other.address);
    balancer =
        Balancers.balancer(
            SERVICE,
            new RoundRobinRule(),
            new DummyPing(),
            () -> Balancers.servers(nacos, SERVICE));
  }

  public static void main(String[] arguments) {
    int exit = 1;
    try {
      new SilenceProgram(arguments[0]).run();
      exit = 0;
    } catch (Throwable failed) {
      failed.printStackTrace();
    }
    System.exit(exit); // the providers' threads would keep it
  }

  private void run() throws Exception {
    for (int i = 0; i < 10; i++) {
      client.call(frozen.url);
      client.call(other.url);
    }
    int before = picks();
    frozen.freeze(true);
    for (int i = 0; i < HANGING; i++) {
      Thread thread = new Thread(this::hang);
      thread.setDaemon(true);
      thread.start();
    }
    int silent = picksOnceTheyAre(0);
    frozen.freeze(false);
    System.out.printf(
        "silence before=%d silent=%d again=%d%n", before, silent, picksOnceTheyAre(PICKS / 2));
  }

  private void hang() {
    try {
      client.call(frozen.url);
    } catch (Exception e) {
      e.printStackTrace();
    }
  }

  /** The other one is called meanwhile. */
  private int picksOnceTheyAre(int expected) throws Exception {
    long begin = System.nanoTime();
    int picks = picks();
    while (picks != expected && System.nanoTime() - begin < PATIENCE) {
      client.call(other.url);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
      picks = picks();
    }
    return picks;
  }

  private int picks() {
    return Balancers.count(balancer, PICKS, frozen.port);
  }

  /** Has one thread, so that one call that it does not answer keeps it from answering others. */
  private static final class Provider {

    final int port;
    final String address;
    final String url;
    private boolean isFrozen;

    Provider() throws IOException {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      port = server.getAddress().getPort();
      address = "127.0.0.1:" + port;
      url = "http://" + address + "/work";
      server.createContext(
          "/",
          exchange -> {
            awaitThaw();
            exchange.getRequestBody().close();
            exchange.getResponseHeaders().add("Content-Type", "text/plain");
            exchange.sendResponseHeaders(200, 2);
            exchange.getResponseBody().write("ok".getBytes());
            exchange.close();
          });
      server.start();
    }

    private synchronized void awaitThaw() {
      while (isFrozen) {
        try {
          wait();
        } catch (InterruptedException e) {
          return;
        }
      }
    }

    synchronized void freeze(boolean freeze) {
      isFrozen = freeze;
      notifyAll();
    }
  }
}

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

/**
 * Two providers, of which one says goodbye in its answers to a client of one library, and a
 * balancer. Its argument says which client. Prints how many of twenty picks get the one that does.
 */
public final class GoodbyeProgram {

  private static final String SERVICE = "orders";
  private static final int PICKS = 20;

  private final NacosMemory nacos = new NacosMemory();
  private final HttpClients client;
  private final Provider leaving = new Provider();
  private final Provider other = new Provider();
  private final ZoneAwareLoadBalancer<Server> balancer;

  private GoodbyeProgram(String client) throws Exception {
    this.client = HttpClients.named(client);
    nacos.push(SERVICE, leaving.address, other.address);
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
      new GoodbyeProgram(arguments[0]).run();
      exit = 0;
    } catch (Throwable failed) {
      failed.printStackTrace();
    }
    System.exit(exit); // the providers' threads would keep it
  }

  private void run() throws Exception {
    int before = picksAfterACall();
    other.says(leaving.address + "; start=1");
    client.call(other.url);
    int foreign = picks();
    other.says(null);
    leaving.says(leaving.address + "; start=1");
    boolean isSeen = client.call(leaving.url) != null;
    int left = picks();
    leaving.says(null);
    int takenBack = picksAfterACall();
    leaving.says(leaving.address + "; start=1");
    // It has said something else within this second.
    int again = takenBack;
    for (long begin = System.nanoTime();
        again > 0 && System.nanoTime() - begin < TimeUnit.SECONDS.toNanos(10);
        again = picksAfterACall()) {
      Thread.yield();
    }
    nacos.push(SERVICE, other.address);
    nacos.push(SERVICE, leaving.address, other.address);
    int successor = picksAfterACall();
    leaving.says(leaving.address + "; start=2");
    int itsOwn = picksAfterACall();
    System.out.printf(
        "goodbye before=%d foreign=%d left=%d takenBack=%d again=%d successor=%d itsOwn=%d"
            + " seen=%d%n",
        before, foreign, left, takenBack, again, successor, itsOwn, isSeen ? 1 : 0);
  }

  private int picksAfterACall() throws Exception {
    client.call(leaving.url);
    return picks();
  }

  private int picks() {
    return Balancers.count(balancer, PICKS, leaving.port);
  }

  /** Answers each request, with what it is told to say. */
  private static final class Provider {

    final int port;
    final String address;
    final String url;
    private volatile String goodbye;

    Provider() throws IOException {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      port = server.getAddress().getPort();
      address = "127.0.0.1:" + port;
      url = "http://" + address + "/work?a=b";
      server.createContext(
          "/",
          exchange -> {
            exchange.getRequestBody().close();
            String says = goodbye;
            if (says != null) {
              exchange.getResponseHeaders().add(HttpClients.HEADER, says);
            }
            exchange.getResponseHeaders().add("Content-Type", "text/plain");
            exchange.sendResponseHeaders(200, 2);
            exchange.getResponseBody().write("ok".getBytes());
            exchange.close();
          });
      server.start();
    }

    void says(String word) {
      goodbye = word;
    }
  }
}

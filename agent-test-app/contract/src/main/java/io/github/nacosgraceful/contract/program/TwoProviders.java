package io.github.nacosgraceful.contract.program;

import com.netflix.loadbalancer.DummyPing;
import com.netflix.loadbalancer.RoundRobinRule;
import com.netflix.loadbalancer.Server;
import com.netflix.loadbalancer.ZoneAwareLoadBalancer;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * Two providers of one service, which are called with a client of one library, and a balancer that
 * picks one of them or both.
 */
final class TwoProviders {

  static final int PICKS = 20;

  private static final String SERVICE = "orders";

  final HttpClients client;
  final Provider first;
  final Provider second;
  private final NacosMemory nacos = new NacosMemory();
  private final ZoneAwareLoadBalancer<Server> balancer;

  /**
   * @param client as {@link HttpClients#named} takes it
   * @param first does this before it answers
   * @param second does this
   */
  TwoProviders(String client, Before first, Before second) throws Exception {
    this.client = HttpClients.named(client);
    this.first = new Provider(first);
    this.second = new Provider(second);
    list(this.first, this.second);
    balancer =
        Balancers.balancer(
            SERVICE,
            new RoundRobinRule(),
            new DummyPing(),
            () -> Balancers.servers(nacos, SERVICE));
  }

  /** From now on Nacos lists these. */
  void list(Provider... providers) {
    String[] addresses = new String[providers.length];
    for (int i = 0; i < providers.length; i++) {
      addresses[i] = providers[i].address;
    }
    nacos.push(SERVICE, addresses);
  }

  /** How many of {@link #PICKS} get the first one. */
  int picks() {
    return Balancers.count(balancer, PICKS, first.port);
  }

  /** What a provider does with a request before it is answered. */
  interface Before {
    void answers(HttpExchange exchange);
  }

  /** Has one thread, so that one call that it does not answer keeps it from answering others. */
  static final class Provider {

    final int port;
    final String address;
    final String url;

    private Provider(Before before) throws IOException {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      port = server.getAddress().getPort();
      address = "127.0.0.1:" + port;
      url = "http://" + address + "/work?a=b";
      server.createContext(
          "/",
          exchange -> {
            exchange.getRequestBody().close();
            before.answers(exchange);
            exchange.getResponseHeaders().add("Content-Type", "text/plain");
            exchange.sendResponseHeaders(200, 2);
            exchange.getResponseBody().write("ok".getBytes());
            exchange.close();
          });
      server.start();
    }
  }
}

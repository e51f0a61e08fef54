package io.github.nacosgraceful.contract.program;

import com.netflix.loadbalancer.AbstractLoadBalancerRule;
import com.netflix.loadbalancer.IPing;
import com.netflix.loadbalancer.RandomRule;
import com.netflix.loadbalancer.RoundRobinRule;
import com.netflix.loadbalancer.Server;
import com.netflix.loadbalancer.ZoneAwareLoadBalancer;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URL;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Balancers that ping their servers over HTTP, as with Ribbon's PingUrl. */
final class RibbonPingCases {

  private static final int NEVER_SECONDS = 600;

  private final NacosMemory nacos;
  private final long deadline;

  RibbonPingCases(NacosMemory nacos, long deadline) {
    this.nacos = nacos;
    this.deadline = deadline;
  }

  void run() throws Exception {
    HttpServer leaves = server();
    HttpServer comes = server();
    try {
      push(leaves, comes, new RoundRobinRule());
      push(leaves, comes, new RandomRule());
      pushDuringPings(leaves, comes);
    } finally {
      leaves.stop(0);
      comes.stop(0);
    }
  }

  private void push(HttpServer leaves, HttpServer comes, AbstractLoadBalancerRule rule) {
    String service = "ping-" + rule.getClass().getSimpleName();
    nacos.push(service, address(leaves));
    HttpPing ping = new HttpPing();
    ZoneAwareLoadBalancer<Server> balancer =
        Balancers.balancer(service, rule, ping, () -> Balancers.servers(nacos, service));
    ping.picker = Thread.currentThread();
    nacos.push(service, address(comes));
    long right = millisUntil(balancer, port(comes));
    System.out.printf("%s rightAfter=%d pingsWhilePicking=%d%n", service, right, ping.byPicker);
    balancer.shutdown();
  }

  /** A round of pings of the old list is under way when the push comes, and ends after it. */
  private void pushDuringPings(HttpServer leaves, HttpServer comes) throws InterruptedException {
    String service = "ping-under-way";
    nacos.push(service, address(leaves));
    HttpPing ping = new HttpPing();
    ZoneAwareLoadBalancer<Server> balancer =
        Balancers.balancer(
            service, new RandomRule(), ping, () -> Balancers.servers(nacos, service));
    ping.picker = Thread.currentThread();
    ping.begun = new CountDownLatch(1);
    ping.goOn = new CountDownLatch(1);
    awaitRound(balancer, ping);
    nacos.push(service, address(comes));
    Balancers.pick(balancer);
    awaitList(balancer, port(comes));
    ping.goOn.countDown();
    long right = millisUntil(balancer, port(comes));
    System.out.printf("%s rightAfter=%d%n", service, right);
    balancer.shutdown();
  }

  /**
   * Begins a round of pings on Ribbon's timer. Not at the first try if another round is under way:
   * the one of the constructor, or the one that Ribbon does on this thread meanwhile.
   */
  private static void awaitRound(ZoneAwareLoadBalancer<Server> balancer, HttpPing ping)
      throws InterruptedException {
    for (int i = 0; i < 10; i++) {
      balancer.setPingInterval(NEVER_SECONDS);
      if (ping.begun.await(1, TimeUnit.SECONDS)) {
        return;
      }
    }
    throw new IllegalStateException("no ping");
  }

  /** Until the balancer has the server in its list, or the time is over. */
  private void awaitList(ZoneAwareLoadBalancer<Server> balancer, int port) {
    long begin = System.nanoTime();
    while (balancer.getAllServers().stream().noneMatch(server -> server.getPort() == port)
        && System.nanoTime() - begin < deadline) {
      Thread.yield();
    }
  }

  /** Until fifty picks in a row get a port; -1 for not in time. */
  private long millisUntil(ZoneAwareLoadBalancer<Server> balancer, int port) {
    long begin = System.nanoTime();
    while (Balancers.count(balancer, 50, port) < 50) {
      if (System.nanoTime() - begin > deadline) {
        return -1;
      }
      Thread.yield();
    }
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
  }

  private static HttpServer server() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
    return server;
  }

  private static int port(HttpServer server) {
    return server.getAddress().getPort();
  }

  private static String address(HttpServer server) {
    return "127.0.0.1:" + port(server);
  }

  private static final class HttpPing implements IPing {
    private volatile Thread picker;
    private volatile int byPicker;
    private volatile CountDownLatch begun;
    private volatile CountDownLatch goOn;

    @Override
    public boolean isAlive(Server server) {
      if (Thread.currentThread() == picker) {
        byPicker++;
      }
      try {
        if (goOn != null && Thread.currentThread() != picker) {
          begun.countDown();
          goOn.await(10, TimeUnit.SECONDS);
        }
        URL url = new URL("http://" + server.getHostPort() + "/");
        return ((HttpURLConnection) url.openConnection()).getResponseCode() == 200;
      } catch (IOException | InterruptedException e) {
        return false;
      }
    }
  }
}

package io.github.nacosgraceful.contract.program;

import com.netflix.client.config.DefaultClientConfigImpl;
import com.netflix.loadbalancer.DummyPing;
import com.netflix.loadbalancer.PollingServerListUpdater;
import com.netflix.loadbalancer.RoundRobinRule;
import com.netflix.loadbalancer.Server;
import com.netflix.loadbalancer.ServerList;
import com.netflix.loadbalancer.ZoneAwareLoadBalancer;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/**
 * The stress run on Ribbon's own balancer, in a JVM of its own. {@code by-hand} updates the list on
 * each push, as users do today; {@code agent} and {@code plain} do nothing about it. Ribbon polls
 * beside that, more often than every 30 s, so that it meets a push within seconds and not within
 * hours.
 */
public final class RibbonProgram {

  private static final String SERVICE = "stress";
  private static final int POLL_MILLIS = 1;

  private RibbonProgram() {}

  public static void main(String[] arguments) throws Exception {
    boolean byHand = arguments[0].equals("by-hand");
    NacosMemory nacos = new NacosMemory();
    Stress stress = new Stress(nacos, SERVICE);
    ZoneAwareLoadBalancer<Server> balancer =
        new ZoneAwareLoadBalancer<>(
            DefaultClientConfigImpl.getClientConfigWithDefaultValues(SERVICE),
            new RoundRobinRule(),
            new DummyPing(),
            new HeldUpServers(nacos),
            null,
            new PollingServerListUpdater(0, POLL_MILLIS));
    stress.run(SERVICE, () -> pick(balancer), byHand ? balancer::updateListOfServers : () -> {});
    balancer.shutdown();
    System.exit(0);
  }

  private static int pick(ZoneAwareLoadBalancer<Server> balancer) {
    Server server = balancer.chooseServer("default");
    return server == null ? -1 : ((VersionedServer) server).version;
  }

  /** As the server list for Nacos: it reads the client's memory. */
  static class Servers implements ServerList<Server> {
    private final NacosMemory nacos;
    private final String service;

    Servers(NacosMemory nacos, String service) {
      this.nacos = nacos;
      this.service = service;
    }

    @Override
    public List<Server> getInitialListOfServers() {
      return getUpdatedListOfServers();
    }

    @Override
    public List<Server> getUpdatedListOfServers() {
      return nacos.instances(service).stream()
          .map(instance -> server(instance.getIp(), instance.getPort()))
          .collect(Collectors.toList());
    }

    Server server(String host, int port) {
      return new VersionedServer(host, port);
    }
  }

  /** A poll may be held up after it has read, as by a collection of the JVM. */
  private static final class HeldUpServers extends Servers {
    private static final long HELD_UP = TimeUnit.MILLISECONDS.toNanos(1);

    HeldUpServers(NacosMemory nacos) {
      super(nacos, SERVICE);
    }

    @Override
    public List<Server> getUpdatedListOfServers() {
      List<Server> servers = super.getUpdatedListOfServers();
      if (Thread.currentThread().getName().startsWith("PollingServerListUpdater")) {
        LockSupport.parkNanos(HELD_UP);
      }
      return servers;
    }
  }

  /** At the same address in each version: Ribbon keeps statistics of every address it ever saw. */
  private static final class VersionedServer extends Server {
    private final int version;

    VersionedServer(String host, int version) {
      super(host, 8080);
      this.version = version;
    }
  }
}

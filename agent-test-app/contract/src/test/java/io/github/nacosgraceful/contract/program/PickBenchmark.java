package io.github.nacosgraceful.contract.program;

import com.netflix.client.config.DefaultClientConfigImpl;
import com.netflix.loadbalancer.DummyPing;
import com.netflix.loadbalancer.PollingServerListUpdater;
import com.netflix.loadbalancer.RoundRobinRule;
import com.netflix.loadbalancer.Server;
import com.netflix.loadbalancer.ZoneAwareLoadBalancer;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.loadbalancer.core.ServiceInstanceListSupplier;

/** What a pick costs: the frameworks' own in a JVM without the agent, guarded in one with it. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PickBenchmark {

  private static final String SERVICE = "pick";
  private static final int INSTANCES = 3;

  private ServiceInstanceListSupplier supplier;
  private ZoneAwareLoadBalancer<Server> balancer;

  @Setup
  public void fill() throws Exception {
    NacosMemory nacos = new NacosMemory();
    nacos.push(SERVICE, INSTANCES, 1);
    supplier = new Suppliers().over(new Discovery(nacos), SERVICE);
    balancer =
        new ZoneAwareLoadBalancer<>(
            DefaultClientConfigImpl.getClientConfigWithDefaultValues(SERVICE),
            new RoundRobinRule(),
            new DummyPing(),
            new RibbonProgram.Servers(nacos, SERVICE),
            null,
            new PollingServerListUpdater());
  }

  @Benchmark
  public List<ServiceInstance> loadBalancer() {
    return supplier.get().next().block();
  }

  @Benchmark
  public Server ribbon() {
    return balancer.chooseServer("default");
  }
}

package io.github.nacosgraceful.contract.program;

import com.netflix.loadbalancer.Server;
import com.netflix.loadbalancer.ZoneAwareLoadBalancer;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.loadbalancer.core.ServiceInstanceListSupplier;

/** What a pick costs: the frameworks' own in a JVM without the agent, guarded in one with it. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PickBenchmark {

  @Param({"3", "20", "100", "1000"})
  int instances;

  private final Balanced balanced = new Balanced(1);
  private ServiceInstanceListSupplier supplier;
  private ZoneAwareLoadBalancer<Server> balancer;

  @Setup
  public void fill() throws Exception {
    balanced.fill(instances);
    supplier = balanced.supplier(0);
    balancer = balanced.balancer(0);
  }

  @TearDown
  public void stop() {
    balanced.stop();
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

package io.github.nacosgraceful.contract.program;

import com.netflix.loadbalancer.Server;
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
import org.springframework.cloud.client.loadbalancer.Response;
import org.springframework.cloud.loadbalancer.core.RoundRobinLoadBalancer;

/** A pick by round robin, while none or one of the instances is warming up. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class WarmingPickBenchmark {

  @Param({"3", "100"})
  int instances;

  @Param({"0", "1"})
  int warming;

  private final Balanced balanced = new Balanced(1);
  private RoundRobinLoadBalancer balancer;

  @Setup
  public void fill() throws Exception {
    balanced.fill(instances - warming);
    if (warming > 0) {
      balanced.join();
    }
    balancer = new RoundRobinLoadBalancer(Suppliers.provider(balanced.supplier(0)), "service-0");
  }

  @TearDown
  public void stop() {
    balanced.stop();
  }

  @Benchmark
  public Response<ServiceInstance> loadBalancer() {
    return balancer.choose().block();
  }

  @Benchmark
  public Server ribbon() {
    return balanced.balancer(0).chooseServer("default");
  }
}

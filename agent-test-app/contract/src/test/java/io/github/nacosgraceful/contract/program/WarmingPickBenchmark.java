package io.github.nacosgraceful.contract.program;

import com.netflix.loadbalancer.Server;
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

/** A pick while one of the instances is warming up. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class WarmingPickBenchmark {

  @Param({"3", "100"})
  int instances;

  private final Balanced balanced = new Balanced(1);

  @Setup
  public void fill() throws Exception {
    balanced.fill(instances - 1);
    balanced.join();
  }

  @TearDown
  public void stop() {
    balanced.stop();
  }

  @Benchmark
  public List<ServiceInstance> loadBalancer() {
    return balanced.supplier(0).get().next().block();
  }

  @Benchmark
  public Server ribbon() {
    return balanced.balancer(0).chooseServer("default");
  }
}

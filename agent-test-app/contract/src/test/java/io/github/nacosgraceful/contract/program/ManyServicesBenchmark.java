package io.github.nacosgraceful.contract.program;

import com.netflix.loadbalancer.Server;
import com.netflix.loadbalancer.ZoneAwareLoadBalancer;
import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.springframework.cloud.loadbalancer.core.ServiceInstanceListSupplier;

/**
 * One pushed change to each of 1,000 services of 100 instances, and one pick from each: from the
 * client's first event until the last guard is fresh. Without the agent it is the time of the
 * client alone, and of picks from old lists.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class ManyServicesBenchmark {

  private static final int SERVICES = 1000;
  private static final int INSTANCES = 100;

  private final Balanced balanced = new Balanced(SERVICES);

  @Setup
  public void subscribe() throws Exception {
    balanced.fill(INSTANCES);
  }

  @TearDown
  public void stop() {
    balanced.stop();
  }

  @Benchmark
  public int loadBalancer(Cpu cpu) {
    long before = Cpu.now();
    balanced.pushAll();
    int sum = 0;
    for (ServiceInstanceListSupplier supplier : balanced.suppliers()) {
      sum += Suppliers.pick(supplier);
    }
    cpu.millis += Cpu.now() - before;
    return sum;
  }

  @Benchmark
  public int ribbon(Cpu cpu) {
    long before = Cpu.now();
    balanced.pushAll();
    int sum = 0;
    for (ZoneAwareLoadBalancer<Server> balancer : balanced.balancers()) {
      sum += balancer.chooseServer("default").getPort();
    }
    cpu.millis += Cpu.now() - before;
    return sum;
  }

  /** What the whole process used, with the agent's threads, the compiler's and the collector's. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.EVENTS)
  public static class Cpu {

    /** A column of the result. */
    public long millis;

    static long now() {
      OperatingSystemMXBean system =
          ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
      return TimeUnit.NANOSECONDS.toMillis(system.getProcessCpuTime());
    }
  }
}

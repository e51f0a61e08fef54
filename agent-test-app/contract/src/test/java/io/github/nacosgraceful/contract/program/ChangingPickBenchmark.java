package io.github.nacosgraceful.contract.program;

import com.netflix.loadbalancer.Server;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
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

/** A pick from services that change ten times a second each, in turn. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ChangingPickBenchmark {

  private static final int INSTANCES = 3;
  private static final long GAP = TimeUnit.MILLISECONDS.toNanos(100);

  @Param({"1", "100"})
  int services;

  private Balanced balanced;
  private Thread changes;
  private int next;

  @Setup
  public void change() throws Exception {
    balanced = new Balanced(services);
    balanced.fill(INSTANCES);
    changes =
        new Thread(
            () -> {
              while (!Thread.currentThread().isInterrupted()) {
                balanced.pushAll();
                LockSupport.parkNanos(GAP);
              }
            },
            "changes");
    changes.start();
  }

  @TearDown
  public void stop() throws InterruptedException {
    changes.interrupt();
    changes.join();
    balanced.stop();
  }

  @Benchmark
  public List<ServiceInstance> loadBalancer() {
    return balanced.supplier(next()).get().next().block();
  }

  @Benchmark
  public Server ribbon() {
    return balanced.balancer(next()).chooseServer("default");
  }

  private int next() {
    next = next + 1 < services ? next + 1 : 0;
    return next;
  }
}

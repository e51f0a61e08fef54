package io.github.nacosgraceful.contract.program;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.concurrent.TimeUnit;

/**
 * An application that collects metrics. Prints how many meters of the agent's its registry has, and
 * what they say after a garbage collection: Micrometer holds what it measures weakly.
 */
public final class MicrometerProgram {

  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(30);

  private MicrometerProgram() {}

  public static void main(String[] arguments) throws Exception {
    int expected = Integer.parseInt(arguments[0]);
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    Metrics.addRegistry(registry);
    Metrics.addRegistry(new SimpleMeterRegistry());
    long deadline = System.nanoTime() + PATIENCE;
    while (count(registry) < expected && System.nanoTime() - deadline < 0) {
      Thread.sleep(10);
    }
    System.gc();
    Gauge inFlight = registry.find("nacos.graceful.requests.in.flight").gauge();
    System.out.printf(
        "meters all=%d inFlight=%d%n",
        count(registry), inFlight == null ? -1 : Math.round(inFlight.value()));
  }

  private static long count(SimpleMeterRegistry registry) {
    return registry.getMeters().stream()
        .filter(meter -> meter.getId().getName().startsWith("nacos.graceful."))
        .count();
  }
}

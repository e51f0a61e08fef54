package io.github.nacosgraceful.faults;

import io.github.nacosgraceful.testbed.Cluster;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * Where the cases of a test class come from. After the last of them it waits for their {@link
 * ExitWatch}es: in no run with the agent may an instance that was gone have appeared again, or
 * still be listed.
 *
 * <pre>
 * {@literal @}RegisterExtension static final FaultBed BED = new FaultBed();
 * </pre>
 */
final class FaultBed implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback {

  private static final Namespace NAMESPACE = Namespace.create(FaultBed.class);
  private static final int SHARED_NODES = 3;
  private static final AtomicInteger NUMBERS = new AtomicInteger();

  private final List<FaultCase> watched = Collections.synchronizedList(new ArrayList<>());
  private FaultServers servers;
  private String testClass;
  private String method;

  @Override
  public void beforeAll(ExtensionContext context) {
    testClass = context.getRequiredTestClass().getSimpleName();
    servers =
        context
            .getRoot()
            .getStore(NAMESPACE)
            .getOrComputeIfAbsent(
                FaultServers.class, key -> new FaultServers(), FaultServers.class);
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    method = context.getRequiredTestMethod().getName();
  }

  /** A case on the shared cluster of a server's version, named as the test method. */
  FaultCase begin(With with) throws IOException, InterruptedException {
    return begin(method, with);
  }

  FaultCase begin(String name, With with) throws IOException, InterruptedException {
    return begin(name, servers.cluster(with.server(), SHARED_NODES), with);
  }

  /** A case on a cluster of its own, see {@link #cluster}. */
  FaultCase begin(Cluster cluster, With with) {
    return begin(method, cluster, with);
  }

  private FaultCase begin(String test, Cluster cluster, With with) {
    String name = "%s.%s".formatted(testClass, test);
    int number = NUMBERS.incrementAndGet();
    return new FaultCase(servers, this, name, "fault-" + number, cluster, with);
  }

  /** A cluster with settings of its own that all cases share. */
  Cluster shared(String server, int nodes, String... settings)
      throws IOException, InterruptedException {
    return servers.cluster(server, nodes, settings);
  }

  /** A cluster for one test that does harm to its nodes, who closes it. */
  Cluster cluster(String server, int nodes, String... settings)
      throws IOException, InterruptedException {
    String name = "own-%s-%d".formatted(server, NUMBERS.incrementAndGet());
    return servers.start(server, name, nodes, settings);
  }

  void watch(FaultCase done) {
    watched.add(done);
  }

  @Override
  public void afterAll(ExtensionContext context) throws InterruptedException {
    SoftAssertions softly = new SoftAssertions();
    for (FaultCase done : watched) {
      ExitWatch watch = done.watch();
      watch.await();
      servers.progress.step(done + ": " + watch);
      softly.assertThat(done.failuresWithAgent()).as("%s, of a caller with it", done).isEmpty();
      if (done.mustStayGone()) {
        softly.assertThat(watch.cameBack()).as("%s came back: %s", done, watch).isFalse();
        softly.assertThat(watch.listedAtEnd()).as("%s stayed: %s", done, watch).containsOnly(false);
      }
    }
    softly.assertAll();
  }
}

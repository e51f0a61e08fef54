package io.github.nacosgraceful.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.nacosgraceful.testbed.Proxy;
import io.github.nacosgraceful.testbed.Proxy.Mode;
import io.github.nacosgraceful.testbed.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What a drain takes, whatever is registered and however Nacos is. Leaves what it measured in
 * {@code target/bounds.md}: the table of {@code docs/performance.md}.
 */
@Tag("faults")
class BoundsIT {

  @RegisterExtension static final FaultBed BED = new FaultBed();

  private static final With WITH = new With("3.1", "3.1.1", true);
  private static final int MOST_THREADS = 64;

  /** In MiB: of the drain, and of each registration. */
  private static final double MOST_MEMORY = 10;

  private static final double MOST_OF_EACH = 0.002;
  private static final int LONGEST_LINE = 2000;
  private static final Duration SLOW = Duration.ofMillis(100);
  private static final Duration LOOK = Duration.ofMillis(20);
  private static final Pattern HANDED_OVER = Pattern.compile("handed over at (\\d+) ms");

  private static final List<String> TABLE =
      new ArrayList<>(
          List.of(
              "| Nacos | registrations | handed over | threads of the agent | more memory | log lines, the"
                  + " longest | requests to three nodes |",
              "| --- | --- | --- | --- | --- | --- | --- |"));

  /** How the nodes are when the client is told to stop. */
  enum Nacos {
    IN_ORDER,
    SLOW,
    HANGING,
    GONE
  }

  @ParameterizedTest
  @CsvSource({
    "IN_ORDER, 1", "IN_ORDER, 60", "IN_ORDER, 300", "IN_ORDER, 1000",
    "SLOW, 1", "SLOW, 60", "SLOW, 300", "SLOW, 1000",
    "HANGING, 1", "HANGING, 60", "HANGING, 300", "HANGING, 1000",
    "GONE, 1", "GONE, 60", "GONE, 300", "GONE, 1000"
  })
  void areKept(Nacos nacos, int count) throws Exception {
    assumeTrue(Footprint.canBeSeen());
    try (FaultCase run = BED.begin(WITH)) {
      // Else whatever becomes garbage makes the process larger, until the heap has been used once.
      NamingClient client = run.jvm("-XX:+AlwaysPreTouch").start();
      client.tell("many %d %s 127.0.0.1 %d".formatted(count, FaultCase.GROUP, run.port()));
      run.awaitListed("many-" + (count - 1), FaultCase.GROUP, "", 1);
      makeNacos(nacos, run.proxies());
      int before = requests(run.proxies());
      Footprint footprint = new Footprint(client.process().pid());
      client.terminate();
      while (client.alive()) {
        footprint.look();
        TimeUnit.NANOSECONDS.sleep(LOOK.toNanos());
      }
      List<String> lines =
          client.log().stream().filter(line -> line.contains("[nacos-graceful]")).toList();
      int stop = lines.stream().map(line -> line.contains("deregistering")).toList().indexOf(true);
      List<String> drain = lines.subList(stop, lines.size());
      int longest = drain.stream().mapToInt(String::length).max().orElseThrow();
      TABLE.add(
          String.format(
              Locale.ROOT,
              "| %s | %,d | %.1f s | %d | %.1f MiB | %d, %,d characters | %,d |",
              nacos.name().toLowerCase(Locale.ROOT).replace('_', ' '),
              count,
              handedOver(client.summary()) / 1000.0,
              footprint.mostThreads(),
              footprint.mostMemory(),
              drain.size(),
              longest,
              requests(run.proxies()) - before));
      assertThat(footprint.mostThreads()).isBetween(1, MOST_THREADS);
      assertThat(footprint.mostMemory()).isLessThan(MOST_MEMORY + MOST_OF_EACH * count);
      assertThat(longest).isLessThan(LONGEST_LINE);
      assertThat(handedOver(client.summary())).isLessThan(10_000);
    }
  }

  private static void makeNacos(Nacos nacos, List<Proxy> nodes) {
    for (Proxy node : nodes) {
      switch (nacos) {
        case SLOW -> node.slow(SLOW);
        case HANGING -> node.mode(Mode.HANG);
        case GONE -> node.mode(Mode.REFUSE);
        default -> node.mode(Mode.PASS);
      }
    }
  }

  private static int requests(List<Proxy> nodes) {
    return nodes.stream().mapToInt(Proxy::requests).sum();
  }

  private static long handedOver(String summary) {
    Matcher at = HANDED_OVER.matcher(summary);
    assertThat(at.find()).as(summary).isTrue();
    return Long.parseLong(at.group(1));
  }

  @AfterAll
  static void write() throws IOException {
    Path page = Workspace.find("faults").target().resolve("bounds.md");
    Files.write(page, TABLE);
  }
}

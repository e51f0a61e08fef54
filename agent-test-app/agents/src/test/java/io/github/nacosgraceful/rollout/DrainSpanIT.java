package io.github.nacosgraceful.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nacosgraceful.testbed.Child;
import io.github.nacosgraceful.testbed.Jars;
import io.github.nacosgraceful.testbed.Workspace;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * An application with OpenTelemetry's API on its class path and OpenTelemetry's agent beside ours:
 * its drain is a span that OpenTelemetry exports before the process ends.
 */
@Tag("agents")
class DrainSpanIT {

  private static final String VERSION = "2.33.1";
  private static final String API = "io.opentelemetry:opentelemetry-api:1.67.0";

  @Test
  void isExportedByOpenTelemetrysAgent() throws Exception {
    try (NacosServers nacos = new NacosServers(Workspace.find("rollout"), "it-span-nacos");
        OneProvider bed = new OneProvider("it-span", nacos);
        OpenTelemetry other = new OpenTelemetry(VERSION)) {
      List<String> flags = new ArrayList<>(other.flags("provider-1"));
      Child provider = bed.start(DrainSpanIT::withTheApi, flags, "2025", true);
      provider.terminate();
      assertThat(provider.awaitExit(OneProvider.PATIENCE)).isTrue();
      assertThat(OneProvider.summaryOf(provider)).hasSize(1);
      assertThat(other.spans("provider-1"))
          .filteredOn(span -> span.getName().equals("nacos-graceful.drain"))
          .singleElement()
          .satisfies(
              span ->
                  assertThat(span.getEventsList())
                      .extracting(Span.Event::getName)
                      .contains("deregistering", "deregistered", "handed over"));
    }
  }

  private static Classpath withTheApi(Classpath stack) {
    List<String> entries = new ArrayList<>(stack.entries());
    Jars.of(List.of(API)).forEach(jar -> entries.add(jar.toString()));
    return new Classpath(entries);
  }
}

package io.github.nacosgraceful.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.nacosgraceful.testbed.Jars;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.msgpack.jackson.dataformat.MessagePackFactory;

/** Its traces go to a receiver of ours, in its own protocol. */
final class Datadog implements OtherAgent {

  private static final String TRACES = "/v0.4/traces";
  private static final ObjectMapper MESSAGE_PACK = new ObjectMapper(new MessagePackFactory());

  private final String version;
  private final Receivers receivers =
      new Receivers(
          Map.of(
              "/info",
              "{\"endpoints\": [\"" + TRACES + "\"]}",
              TRACES,
              "{\"rate_by_service\": {}}"));

  Datadog(String version) {
    this.version = version;
  }

  @Override
  public List<String> flags(String process) throws IOException {
    return List.of(
        "-javaagent:" + Jars.file("com.datadoghq:dd-java-agent:" + version),
        "-Ddd.service=" + process,
        "-Ddd.trace.agent.url=" + receivers.of(process).url(),
        "-Ddd.instrumentation.telemetry.enabled=false",
        "-Ddd.remote_config.enabled=false",
        "-Ddd.jmxfetch.enabled=false",
        "-Ddd.profiling.enabled=false",
        "-Ddd.trace.health.metrics.enabled=false",
        "-Ddd.trace.rate.limit=10000");
  }

  @Override
  public String work(RunRecord run) throws IOException {
    return Traces.compare(run, this::served);
  }

  private List<Traces.Served> served(String process) throws IOException {
    List<Traces.Served> served = new ArrayList<>();
    for (Receiver.Report report : receivers.of(process).reports(TRACES)) {
      for (JsonNode trace : MESSAGE_PACK.readTree(report.body())) {
        for (JsonNode span : trace) {
          if (span.at("/meta/span.kind").asText().equals("server")
              && span.get("resource").asText().startsWith("POST")) {
            Instant begin = Instant.ofEpochSecond(0, span.get("start").asLong());
            served.add(new Traces.Served(begin, report.arrived()));
          }
        }
      }
    }
    return served;
  }

  @Override
  public void close() {
    receivers.close();
  }
}

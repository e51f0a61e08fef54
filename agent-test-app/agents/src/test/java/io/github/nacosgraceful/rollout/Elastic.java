package io.github.nacosgraceful.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.nacosgraceful.testbed.Jars;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Its transactions go to a receiver of ours, a JSON object a line. */
final class Elastic implements OtherAgent {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final String version;
  private final Receivers receivers = new Receivers(Map.of("/", "{\"version\": \"8.17.0\"}"));

  Elastic(String version) {
    this.version = version;
  }

  @Override
  public List<String> flags(String process) throws IOException {
    return List.of(
        "-javaagent:" + Jars.file("co.elastic.apm:elastic-apm-agent:" + version),
        "-Delastic.apm.service_name=" + process,
        "-Delastic.apm.server_url=" + receivers.of(process).url(),
        "-Delastic.apm.central_config=false",
        "-Delastic.apm.cloud_provider=NONE",
        "-Delastic.apm.log_level=WARN");
  }

  @Override
  public String work(RunRecord run) throws IOException {
    return Traces.compare(run, this::served);
  }

  private List<Traces.Served> served(String process) throws IOException {
    List<Traces.Served> served = new ArrayList<>();
    for (Receiver.Report report : receivers.of(process).reports("/intake/v2/events")) {
      for (String line : new String(report.body(), StandardCharsets.UTF_8).lines().toList()) {
        if (line.startsWith("{\"transaction\"") && line.endsWith("}")) {
          JsonNode transaction = JSON.readTree(line).get("transaction");
          if (transaction.at("/context/request/method").asText().equals("POST")) {
            Instant begin =
                Instant.EPOCH.plus(transaction.get("timestamp").asLong(), ChronoUnit.MICROS);
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

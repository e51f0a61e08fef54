package io.github.nacosgraceful.rollout;

import io.github.nacosgraceful.testbed.Jars;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Its spans go, in the batches of its defaults, to a receiver of ours. */
final class OpenTelemetry implements OtherAgent {

  private static final String TRACES = "/v1/traces";

  private final String version;
  private final Receivers receivers = new Receivers(Map.of());

  OpenTelemetry(String version) {
    this.version = version;
  }

  @Override
  public List<String> flags(String process) throws IOException {
    return List.of(
        "-javaagent:" + Jars.file("io.opentelemetry.javaagent:opentelemetry-javaagent:" + version),
        "-Dotel.service.name=" + process,
        "-Dotel.exporter.otlp.protocol=http/protobuf",
        "-Dotel.exporter.otlp.endpoint=" + receivers.of(process).url(),
        "-Dotel.metrics.exporter=none",
        "-Dotel.logs.exporter=none");
  }

  @Override
  public String work(RunRecord run) throws IOException {
    Traces.assertReportedAfterTheDrain(run, this::served);
    return Traces.compare(run, this::served);
  }

  private List<Traces.Served> served(String process) throws IOException {
    List<Traces.Served> served = new ArrayList<>();
    for (Receiver.Report report : receivers.of(process).reports(TRACES)) {
      ExportTraceServiceRequest.parseFrom(report.body()).getResourceSpansList().stream()
          .flatMap(resource -> resource.getScopeSpansList().stream())
          .flatMap(scope -> scope.getSpansList().stream())
          .filter(span -> span.getKind() == Span.SpanKind.SPAN_KIND_SERVER)
          .filter(span -> span.getName().startsWith("POST"))
          .map(span -> Instant.ofEpochSecond(0, span.getStartTimeUnixNano()))
          .forEach(begin -> served.add(new Traces.Served(begin, report.arrived())));
    }
    return served;
  }

  /** Everything that a process has reported. */
  List<Span> spans(String process) throws IOException {
    List<Span> spans = new ArrayList<>();
    for (Receiver.Report report : receivers.of(process).reports(TRACES)) {
      ExportTraceServiceRequest.parseFrom(report.body()).getResourceSpansList().stream()
          .flatMap(resource -> resource.getScopeSpansList().stream())
          .forEach(scope -> spans.addAll(scope.getSpansList()));
    }
    return spans;
  }

  @Override
  public void close() {
    receivers.close();
  }
}

package io.github.nacosgraceful.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoReportTest {

  private final DemoReport report = new DemoReport(List.of(Samples.run(false), Samples.run(true)));

  @Test
  void needsNothingFromElsewhere() throws IOException {
    String page = report.page();
    // The scripts hold markup in strings; what counts is the markup around them, and what they
    // call.
    assertThat(page.replaceAll("(?s)<script>.*?</script>", "<script></script>"))
        .doesNotContainPattern("\\b(src|href)\\s*=")
        .doesNotContain("<link", "<base", "@import", "url(");
    assertThat(page).doesNotContain("fetch(", "XMLHttpRequest", "WebSocket(", "importScripts");
  }

  @Test
  void ownPartsHoldNoAddressAtAll() throws IOException {
    for (String part : List.of("report.html", "report.css", "report.js")) {
      try (var in = DemoReport.class.getResourceAsStream(part)) {
        assertThat(new String(in.readAllBytes())).doesNotContain("://");
      }
    }
  }

  @Test
  void holdsChartLibraryAndAllData() throws IOException {
    assertThat(report.page())
        .contains("echarts.init", "Apache Software Foundation", "10 (25.00 %)", "SIGTERM to")
        .doesNotContain("/* charts */", "/* style */", "/* report */", "/* results */");
  }

  @Test
  void marksWhatWentWrong() throws IOException {
    Event killed = new Event(2, Event.Kind.KILLED, "provider-2 killed");
    RunRecord run =
        Samples.run(
            true,
            List.of(Samples.replacement(1.5, 1.6, 2.0)),
            List.of(killed),
            List.of(Samples.failed(1.99, "reset"), Samples.failed(2.5, "refused")));
    assertThat(new DemoReport(List.of(run)).page())
        .contains("{\"at\":2.0,\"kind\":\"KILLED\",\"text\":\"provider-2 killed\"}")
        .contains("[\"failed\",\"2 (100.00 %)\"],[\"of them not under way then\",\"1\"]");
  }

  @Test
  void noLoggedTextEndsTheScriptThatHoldsIt() throws IOException {
    assertThat(report.page()).contains("armed \\u003c/script>").doesNotContain("armed </script>");
  }

  @Test
  void writesEachCallBesideThePage(@TempDir Path dir) throws IOException {
    assertThat(report.write(dir)).isEqualTo(dir.resolve("index.html")).isNotEmptyFile();
    JsonNode results = new ObjectMapper().readTree(dir.resolve("results.json").toFile());
    assertThat(results.at("/runs/0/calls")).hasSize(40);
    assertThat(results.at("/runs/0/calls/25/failure").asText()).isEqualTo("500: refused <b>");
    assertThat(results.at("/runs/1/calls/0/port").asInt()).isEqualTo(1001);
    assertThat(results.at("/runs/0/figures/failed").asInt()).isEqualTo(10);
  }
}

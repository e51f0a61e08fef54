package io.github.nacosgraceful.rollout;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.webjars.WebJarVersionLocator;

/**
 * The results as one page that needs nothing but itself: chart library, style and data are inside,
 * so it can be opened from a file, mailed, or kept. Every single call is in the JSON beside it.
 */
final class DemoReport {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<RunRecord> runs;

  DemoReport(List<RunRecord> runs) {
    this.runs = runs;
  }

  /** Returns the page. */
  Path write(Path dir) throws IOException {
    Files.createDirectories(dir);
    JSON.writeValue(dir.resolve("results.json").toFile(), RawResults.of(runs));
    return Files.writeString(dir.resolve("index.html"), page());
  }

  String page() throws IOException {
    String charts = new WebJarVersionLocator().fullPath("echarts", "echarts.common.min.js");
    return resource("report.html")
        .replace("/* style */", resource("report.css"))
        .replace("/* charts */", resource("/" + charts))
        .replace("/* report */", resource("report.js"))
        .replace("/* results */", inScript(JSON.writeValueAsString(ReportData.of(runs))));
  }

  /** No text in the data may end the script element that holds it. */
  private static String inScript(String json) {
    return json.replace("<", "\\u003c");
  }

  private static String resource(String name) {
    try (InputStream in = DemoReport.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

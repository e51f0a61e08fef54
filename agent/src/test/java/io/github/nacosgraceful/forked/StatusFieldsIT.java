package io.github.nacosgraceful.forked;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The status has all fields of the example with which the page is tested in a browser. */
class StatusFieldsIT {

  private static final Path EXAMPLE =
      Path.of("src/test/resources/io/github/nacosgraceful/status/status.json");

  /** No server is there to list or push anything: AgentPageIT reads these in a browser. */
  private static final List<String> ELSEWHERE = List.of("registrations.nodes.", "services.");

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @Test
  void areThoseThatThePageReads() throws Exception {
    JsonElement example = JsonParser.parseString(Files.readString(EXAMPLE));
    try (Jvm jvm = Jvm.app("wait", "-Dnacos.graceful.admin.port=0")) {
      String endpoint = endpoint(jvm.awaitErr("the endpoint is at "));
      send(HttpRequest.newBuilder(URI.create(endpoint + "/offline")).POST(BodyPublishers.noBody()));
      JsonElement status =
          JsonParser.parseString(send(HttpRequest.newBuilder(URI.create(endpoint + "/status"))));

      assertThat(status.toString())
          .as("has a registration, a drain and an option, so that their fields are there")
          .contains("orders", "\"deregistering", "admin.port");
      Set<String> read = fields(example);
      read.removeIf(field -> ELSEWHERE.stream().anyMatch(field::startsWith));
      assertThat(fields(status)).containsAll(read);
    }
  }

  private static String endpoint(Jvm jvm) {
    return Pattern.compile("the endpoint is at (\\S+)")
        .matcher(jvm.err())
        .results()
        .map((MatchResult found) -> found.group(1))
        .findFirst()
        .orElseThrow();
  }

  private static String send(HttpRequest.Builder request) throws IOException, InterruptedException {
    return HTTP.send(request.build(), BodyHandlers.ofString()).body();
  }

  /** Such as {@code registrations.nodes.address}. */
  private static Set<String> fields(JsonElement json) {
    Set<String> fields = new TreeSet<>();
    add("", json, fields);
    return fields;
  }

  private static void add(String path, JsonElement json, Set<String> fields) {
    if (json.isJsonArray()) {
      json.getAsJsonArray().forEach(element -> add(path, element, fields));
    } else if (json.isJsonObject()) {
      for (Map.Entry<String, JsonElement> field : json.getAsJsonObject().entrySet()) {
        fields.add(path + field.getKey());
        add(path + field.getKey() + ".", field.getValue(), fields);
      }
    }
  }
}

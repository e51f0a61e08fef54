package io.github.nacosgraceful.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import io.github.nacosgraceful.config.Option;
import io.github.nacosgraceful.config.Settings;
import io.github.nacosgraceful.goodbye.Goodbye;
import io.github.nacosgraceful.install.PartStates;
import io.github.nacosgraceful.install.SuppressedErrors;
import io.github.nacosgraceful.instance.RegisteredInstance;
import io.github.nacosgraceful.part.Core;
import io.github.nacosgraceful.service.WarmUp;
import io.github.nacosgraceful.status.Facts;
import io.github.nacosgraceful.status.Measures;
import io.github.nacosgraceful.status.Metrics;
import io.github.nacosgraceful.status.Status;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What scripts and dashboards may build on is what the release before had, and more: the promise of
 * {@code docs/compatibility.md}.
 */
class CompatibilityTest {

  /** Of the release. A new one adds lines, by {@code -Dupdate}; none is ever taken out in 1.x. */
  private static final Path RELEASE = Path.of("src/test/resources/compatibility/1.0.txt");

  @BeforeAll
  static void update() throws Exception {
    if (Boolean.getBoolean("update")) {
      Set<String> all = new LinkedHashSet<>(Files.readAllLines(RELEASE));
      all.addAll(now());
      Files.write(RELEASE, all);
    }
  }

  @Test
  void hasAllThatTheReleaseHad() throws Exception {
    assertThat(now()).containsAll(Files.readAllLines(RELEASE));
  }

  @Test
  void listsAllThatThereIs() throws Exception {
    assertThat(Files.readAllLines(RELEASE)).as("else -Dupdate").containsAll(now());
  }

  private static List<String> now() throws Exception {
    List<String> lines = new ArrayList<>();
    for (Option<?> option : Option.all()) {
      lines.add(
          "option %s %s default '%s' takes %s"
              .formatted(
                  option.property(), option.environment(), option.defaultText(), option.form()));
    }
    PartStates parts = new PartStates(List.of("nacos"), List.of());
    Core core =
        new Core(
            Settings.read(null, new Properties(), Map.of()),
            parts,
            Set.of(),
            Set.of(),
            new SuppressedErrors());
    Facts facts = core.facts();
    OwnRoutes routes = new OwnRoutes(facts, new Status(facts, parts, 0), new Changes(facts));
    for (String path : List.of("/status", "/readiness", "/metrics", "/")) {
      if (routes.answer("GET", path).status != 404) {
        lines.add("endpoint GET " + path);
      }
    }
    for (String path : List.of("/offline", "/online")) {
      if (routes.answer("GET", path).status == 405) {
        lines.add("endpoint POST " + path);
      }
    }
    fields("", JsonParser.parseString(new Status(facts, parts, 0).json()), lines);
    new Metrics(new Measures(facts))
        .text()
        .lines()
        .filter(line -> line.startsWith("# TYPE"))
        .forEach(line -> lines.add("metric " + line.substring("# TYPE ".length())));
    lines.add("metadata " + WarmUp.KEY);
    lines.add("metadata " + RegisteredInstance.AGENT);
    lines.add("header " + Goodbye.HEADER);
    lines.remove("status /problems text"); // there are some if MembersTest has run in this JVM
    return lines.stream().distinct().toList();
  }

  /**
   * Of the values, whether they are texts, numbers or truths. Of a list of objects, what its first
   * has.
   */
  private static void fields(String path, JsonElement json, List<String> lines) {
    if (json.isJsonObject()) {
      json.getAsJsonObject()
          .entrySet()
          .forEach(field -> fields(path + "/" + field.getKey(), field.getValue(), lines));
    } else if (json.isJsonArray()) {
      lines.add("status " + path + " list");
      if (!json.getAsJsonArray().isEmpty() && json.getAsJsonArray().get(0).isJsonObject()) {
        fields(path, json.getAsJsonArray().get(0), lines);
      }
    } else if (json.isJsonPrimitive()) {
      boolean number = json.getAsJsonPrimitive().isNumber();
      boolean truth = json.getAsJsonPrimitive().isBoolean();
      lines.add("status " + path + (number ? " number" : truth ? " boolean" : " text"));
    }
  }
}

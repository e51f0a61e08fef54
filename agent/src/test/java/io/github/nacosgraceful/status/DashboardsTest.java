package io.github.nacosgraceful.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nacosgraceful.config.Settings;
import io.github.nacosgraceful.install.PartStates;
import io.github.nacosgraceful.install.SuppressedErrors;
import io.github.nacosgraceful.part.Core;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The alerts, the dashboard and the page ask for metrics that there are. */
class DashboardsTest {

  private static final Path ROOT = Path.of("..");
  private static final Pattern NAME = Pattern.compile("nacos_graceful_[a-z_]+");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "deploy/prometheus/alerts.yaml",
        "deploy/grafana/nacos-graceful-agent.json",
        "docs/operations.md"
      })
  void asksForWhatThereIs(String file) throws Exception {
    Set<String> asked = names(Files.readString(ROOT.resolve(file)));
    assertThat(asked).hasSizeGreaterThan(5);
    assertThat(metrics()).containsAll(asked);
  }

  /** Every label value that an alert names is one that there is. */
  @ParameterizedTest
  @ValueSource(
      strings = {"deploy/prometheus/alerts.yaml", "deploy/grafana/nacos-graceful-agent.json"})
  void asksForEndingsThatThereAre(String file) throws Exception {
    Matcher ended =
        Pattern.compile("ended=\\\\?\"([a-z-]+)").matcher(Files.readString(ROOT.resolve(file)));
    int count = 0;
    for (; ended.find(); count++) {
      assertThat(text())
          .contains("nacos_graceful_drains_total{ended=\"" + ended.group(1) + "\"} 0");
    }
    assertThat(count).isPositive();
  }

  private static Set<String> metrics() {
    Set<String> names = names(text());
    names.add("nacos_graceful_service_instances"); // only where a service is known
    names.add("nacos_graceful_service_changes_total");
    return names;
  }

  private static String text() {
    Core core =
        new Core(
            Settings.read(null, new Properties(), Map.of()),
            new PartStates(List.of(), List.of()),
            Set.of(),
            Set.of(),
            new SuppressedErrors());
    return new Metrics(new Measures(core.facts())).text();
  }

  private static Set<String> names(String text) {
    Set<String> names = new TreeSet<>();
    Matcher name = NAME.matcher(text);
    while (name.find()) {
      names.add(name.group());
    }
    return names;
  }
}

package io.github.nacosgraceful.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import io.kubernetes.client.openapi.JSON;
import io.kubernetes.client.openapi.models.V1Deployment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The manifests, checked against the API of Kubernetes and against the agent's own options. */
class KubernetesTest {

  private static final Path FOLDER = Examples.FOLDER.resolve("kubernetes");

  static List<Path> manifests() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("manifests")
  void hasOnlyWhatTheApiKnows(Path manifest) throws IOException {
    check(Files.readString(manifest));
  }

  /** That is, the check above can fail. */
  @ParameterizedTest
  @CsvSource({
    "terminationGracePeriodSeconds, terminationGracePeriod",
    "mountPath, path",
    "maxSurge, surge",
    "httpGet, http",
    "reference, ref",
    "replicas: 2, replicas: two",
    "apps/v1, apps/v2",
    "  replicas: 2, '  replicas: 2\n  replicas: 2'"
  })
  void seesMistakes(String right, String wrong) throws IOException {
    String manifest = Files.readString(FOLDER.resolve("image-volume.yaml"));
    assertThat(manifest).contains(right);
    assertThatThrownBy(() -> check(manifest.replace(right, wrong)));
  }

  @ParameterizedTest
  @MethodSource("manifests")
  void givesTheAgentItsJarAndItsTime(Path manifest) throws IOException {
    for (JsonNode document : Examples.yaml(Files.readString(manifest))) {
      JsonNode pod = document.at("/spec/template/spec");
      JsonNode container = pod.at("/containers/0");
      Launched launched = Launched.with(environment(container));
      long drains = container.has("lifecycle") ? 2 : 1; // preStop counts as well
      launched.isGivenEnough(pod.path("terminationGracePeriodSeconds").asLong() / drains);
      if (pod.has("volumes")) {
        String folder = launched.jar().substring(0, launched.jar().lastIndexOf('/'));
        String volume = mounted(container, folder);
        assertThat(volumes(pod)).contains(volume);
        for (JsonNode init : pod.path("initContainers")) {
          assertThat(mounted(init, folder)).isEqualTo(volume);
        }
      }
    }
  }

  /** A pod that leaves must never be the last one. */
  @ParameterizedTest
  @MethodSource("manifests")
  void startsTheNewPodBeforeItStopsTheOldOne(Path manifest) throws IOException {
    for (JsonNode document : Examples.yaml(Files.readString(manifest))) {
      JsonNode rolling = document.at("/spec/strategy/rollingUpdate");
      assertThat(rolling.path("maxSurge").asInt()).isPositive();
      assertThat(rolling.path("maxUnavailable").asInt(-1)).isZero();
      assertThat(document.at("/spec/template/spec/containers/0").has("readinessProbe")).isTrue();
    }
  }

  private static void check(String manifest) throws IOException {
    List<JsonNode> documents = Examples.yaml(manifest);
    assertThat(documents).isNotEmpty();
    for (JsonNode document : documents) {
      assertThat(document.path("apiVersion").asText()).isEqualTo("apps/v1");
      assertThat(document.path("kind").asText()).isEqualTo("Deployment");
      JsonElement json = JsonParser.parseString(document.toString());
      V1Deployment.validateJsonElement(json); // fields that there are not, or that are missing
      JSON.getGson().fromJson(json, V1Deployment.class); // types
    }
  }

  private static Map<String, String> environment(JsonNode container) {
    Map<String, String> environment = new HashMap<>();
    for (JsonNode variable : container.path("env")) {
      assertThat(variable.path("value").isTextual()).as("%s is a text", variable).isTrue();
      environment.put(variable.path("name").asText(), variable.path("value").asText());
    }
    return environment;
  }

  private static Set<String> volumes(JsonNode pod) {
    Set<String> names = new HashSet<>();
    pod.path("volumes").forEach(volume -> names.add(volume.path("name").asText()));
    return names;
  }

  private static String mounted(JsonNode container, String folder) {
    for (JsonNode mount : container.path("volumeMounts")) {
      if (mount.path("mountPath").asText().equals(folder)) {
        return mount.path("name").asText();
      }
    }
    throw new AssertionError("nothing is mounted at " + folder + " in " + container);
  }
}

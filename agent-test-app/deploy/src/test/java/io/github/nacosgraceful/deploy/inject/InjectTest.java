package io.github.nacosgraceful.deploy.inject;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import dev.cel.common.CelValidationException;
import io.kubernetes.client.openapi.JSON;
import io.kubernetes.client.openapi.models.V1MutatingAdmissionPolicy;
import io.kubernetes.client.openapi.models.V1MutatingAdmissionPolicyBinding;
import io.kubernetes.client.openapi.models.V1Pod;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The policy that gives pods the agent, evaluated on pods of every shape, with and without the
 * labels that its bindings ask for.
 */
class InjectTest {

  private static final Path ROOT = Path.of("..", "..");
  private static final Path FOLDER = ROOT.resolve("deploy/kubernetes/inject");
  private static final Path PAGE = ROOT.resolve("docs/kubernetes.md");
  private static final String BEGIN = "<!-- pods of every shape: from inject/pods.yaml -->\n";
  private static final String END = "<!-- end -->";
  private static final ObjectMapper YAML =
      new ObjectMapper(new YAMLFactory()).enable(DeserializationFeature.USE_LONG_FOR_INTS);

  private static Policy policy;

  static List<Shape> shapes() throws IOException {
    try (InputStream pods = InjectTest.class.getResourceAsStream("/inject/pods.yaml")) {
      List<Shape> shapes = new ArrayList<>();
      for (JsonNode shape : YAML.readTree(pods)) {
        shapes.add(
            new Shape(
                shape.path("shape").asText(),
                shape.path("becomes").asText(),
                shape.has("namespace") ? map(shape.path("namespace")) : Map.of(),
                map(shape.path("pod"))));
      }
      return shapes;
    }
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void givesItToThePodsThatShallHaveIt(Shape shape) throws Exception {
    Map<String, Object> once = admitted(shape, shape.pod());
    assertThat(Shape.change(shape.pod(), once)).isEqualTo(shape.becomes());
    if (!once.equals(shape.pod())) {
      assertThat(Shape.mounted(once)).isNotEmpty();
      assertThat(
              Shape.in(
                  Shape.named(Shape.list(Shape.in(once, "spec"), "volumes"), "nacos-graceful"),
                  "image"))
          .isEqualTo(
              Map.of(
                  "reference",
                  "registry.example.com/nacos-graceful-agent:1.0.0",
                  "pullPolicy",
                  "IfNotPresent"));
    }
    JsonElement pod = JsonParser.parseString(YAML.valueToTree(once).toString());
    V1Pod.validateJsonElement(pod);
    JSON.getGson().fromJson(pod, V1Pod.class);
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void changesNothingTheSecondTime(Shape shape) throws Exception {
    Map<String, Object> once = admitted(shape, shape.pod());
    assertThat(admitted(shape, once)).isEqualTo(once);
  }

  /** All that was there is there, where it was: without what was added, the pod is the old one. */
  @ParameterizedTest
  @MethodSource("shapes")
  void takesNothingAway(Shape shape) throws Exception {
    Map<String, Object> now = admitted(shape, shape.pod());
    Map<String, Object> old = Shape.in(shape.pod(), "spec");
    List<Map<String, Object>> containers = Shape.list(Shape.in(now, "spec"), "containers");
    assertThat(containers)
        .extracting(container -> container.get("name"))
        .isEqualTo(Shape.list(old, "containers").stream().map(c -> c.get("name")).toList());
    for (Map<String, Object> container : Shape.list(old, "containers")) {
      Map<String, Object> after = Shape.named(containers, container.get("name"));
      container.forEach(
          (field, value) -> {
            if (field.equals("env")) {
              Shape.list(container, "env").stream()
                  .filter(
                      entry ->
                          !entry.get("name").toString().endsWith("_OPTIONS")
                              || entry.containsKey("valueFrom"))
                  .forEach(entry -> assertThat(Shape.list(after, "env")).contains(entry));
            } else if (field.equals("volumeMounts")) {
              assertThat(Shape.list(after, field)).containsAll(Shape.list(container, field));
            } else {
              assertThat(after).containsEntry(field, value);
            }
          });
    }
    assertThat(Shape.list(Shape.in(now, "spec"), "volumes"))
        .containsAll(Shape.list(old, "volumes"));
    assertThat(Shape.list(Shape.in(now, "spec"), "initContainers"))
        .isEqualTo(Shape.list(old, "initContainers"));
    assertThat(now.get("metadata")).isEqualTo(shape.pod().get("metadata"));
  }

  @Test
  void isWhatTheApiKnows() throws Exception {
    JsonElement policy = JsonParser.parseString(documents("policy.yaml").get(0).toString());
    V1MutatingAdmissionPolicy.validateJsonElement(policy);
    JSON.getGson().fromJson(policy, V1MutatingAdmissionPolicy.class);
    for (JsonNode document : documents("binding.yaml")) {
      JsonElement binding = JsonParser.parseString(document.toString());
      V1MutatingAdmissionPolicyBinding.validateJsonElement(binding);
      JSON.getGson().fromJson(binding, V1MutatingAdmissionPolicyBinding.class);
      assertThat(document.at("/spec/policyName").asText())
          .isEqualTo(documents("policy.yaml").get(0).at("/metadata/name").asText());
    }
  }

  /** That is, a mistake in an expression is seen. */
  @ParameterizedTest
  @CsvSource({
    "volumeMounts: [Object, volumeMount: [Object",
    "mountPath: '/nacos, path: '/nacos",
    "reference: variables.image, reference: variables.grace",
    "variables.targets.map, variables.target.map",
    "Object.spec.volumes.image{, Object.spec.volume.image{",
    "terminationGracePeriodSeconds:, grace:"
  })
  void seesMistakes(String right, String wrong) throws IOException {
    String policy = Files.readString(FOLDER.resolve("policy.yaml"));
    assertThat(policy).contains(right);
    JsonNode mistaken = YAML.readTree(policy.replace(right, wrong));
    assertThatThrownBy(() -> new Policy(mistaken)).isInstanceOf(CelValidationException.class);
  }

  @Test
  void isWhatThePageSays() throws IOException {
    String page = Files.readString(PAGE);
    int from = page.indexOf(BEGIN) + BEGIN.length();
    StringBuilder table = new StringBuilder("\n| a pod | what becomes of it |\n|---|---|\n");
    for (Shape shape : shapes()) {
      table.append("| ").append(shape.shape()).append(" | ").append(shape.becomes()).append(" |\n");
    }
    String expected =
        page.substring(0, from) + table + "\n" + page.substring(page.indexOf(END, from));
    if (Boolean.getBoolean("update")) {
      Files.writeString(PAGE, expected);
    }
    assertThat(Files.readString(PAGE)).as("else -Dupdate").isEqualTo(expected);
  }

  private static Map<String, Object> admitted(Shape shape, Map<String, Object> pod)
      throws Exception {
    if (policy == null) {
      policy = new Policy(documents("policy.yaml").get(0));
    }
    Map<String, Object> changed = pod;
    for (JsonNode binding : documents("binding.yaml")) {
      if (Admission.selects(binding, shape.namespace(), shape.labels())) {
        changed = policy.admit(changed);
      }
    }
    return changed;
  }

  private static List<JsonNode> documents(String file) throws IOException {
    return YAML.readerFor(JsonNode.class)
        .<JsonNode>readValues(Files.readString(FOLDER.resolve(file)))
        .readAll();
  }

  private static <T> Map<String, T> map(JsonNode node) {
    return YAML.convertValue(node, new TypeReference<>() {});
  }
}

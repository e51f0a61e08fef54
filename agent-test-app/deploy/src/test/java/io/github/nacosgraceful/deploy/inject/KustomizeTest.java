package io.github.nacosgraceful.deploy.inject;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.google.gson.JsonParser;
import io.kubernetes.client.openapi.models.V1Deployment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The component for older clusters, built by the Kustomize that is in kubectl. */
class KustomizeTest {

  private static final Path FOLDER = Path.of("..", "..", "deploy/kubernetes/inject");
  private static final String AGENT = "-javaagent:/nacos-graceful/nacos-graceful-agent.jar";
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  @TempDir Path folder;

  @Test
  void addsTheAgentToWhatIsThere() throws Exception {
    JsonNode orders = built(FOLDER.resolve("example")).get(0);
    V1Deployment.validateJsonElement(JsonParser.parseString(orders.toString()));
    JsonNode pod = orders.at("/spec/template/spec");
    assertThat(pod.at("/containers/0/env/0/value").asText()).isEqualTo("-Xmx512m " + AGENT);
    assertThat(pod.at("/containers/0/volumeMounts/0/mountPath").asText())
        .isEqualTo("/nacos-graceful");
    assertThat(pod.at("/initContainers/0/command/2").asText()).isEqualTo("/nacos-graceful/");
    assertThat(pod.at("/volumes/0").has("emptyDir")).isTrue();
    assertThat(pod.path("terminationGracePeriodSeconds").asInt()).isEqualTo(40);
  }

  /** Of several workloads, each container; nothing of its own reaches the cluster. */
  @Test
  void givesItToEachContainer() throws Exception {
    Files.writeString(
        folder.resolve("kustomization.yaml"), "resources: [all.yaml]\ncomponents: [component]\n");
    Path component = Files.createDirectories(folder.resolve("component"));
    for (String file : List.of("kustomization.yaml", "jar.yaml", "values.yaml")) {
      Files.copy(FOLDER.resolve("component").resolve(file), component.resolve(file));
    }
    Files.writeString(
        folder.resolve("all.yaml"), workload("Deployment") + "---\n" + workload("StatefulSet"));
    List<JsonNode> built = built(folder);
    assertThat(built).hasSize(2);
    for (JsonNode workload : built) {
      for (JsonNode container : workload.at("/spec/template/spec/containers")) {
        assertThat(container.at("/env/0/value").asText().strip()).isEqualTo(AGENT);
        assertThat(container.at("/volumeMounts/0/name").asText()).isEqualTo("nacos-graceful");
      }
    }
  }

  private static String workload(String kind) {
    return """
        apiVersion: apps/v1
        kind: %s
        metadata: { name: some }
        spec:
          template:
            spec:
              containers: [{ name: one, image: one }, { name: two, image: two }]
        """
        .formatted(kind);
  }

  private static List<JsonNode> built(Path kustomization) throws Exception {
    ProcessBuilder command = new ProcessBuilder("kubectl", "kustomize", kustomization.toString());
    command.redirectError(ProcessBuilder.Redirect.INHERIT);
    Process process;
    try {
      process = command.start();
    } catch (java.io.IOException e) {
      assumeTrue(false, "no kubectl here");
      throw e;
    }
    byte[] out = process.getInputStream().readAllBytes();
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
    return YAML.readerFor(JsonNode.class).<JsonNode>readValues(out).readAll();
  }
}

package io.github.nacosgraceful.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The file for docker compose, checked against the Compose Specification's own schema. */
class ComposeTest {

  @Test
  void isWhatTheSpecificationAllows() throws IOException {
    assertThat(problems(file())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "stop_grace_period: 40s, stop_grace: 40s",
    "stop_grace_period: 40s, stop_grace_period: 40",
    "services:, service:"
  })
  void seesMistakes(String right, String wrong) throws IOException {
    assertThat(file()).contains(right);
    assertThat(problems(file().replace(right, wrong))).isNotEmpty();
  }

  @Test
  void givesTheAgentItsJarAndItsTime() throws IOException {
    JsonNode service = Examples.yaml(file()).get(0).at("/services/orders");
    Map<String, String> environment = new HashMap<>();
    service
        .path("environment")
        .properties()
        .forEach(variable -> environment.put(variable.getKey(), variable.getValue().asText()));
    Launched launched = Launched.with(environment);
    launched.isGivenEnough(Examples.seconds(service.path("stop_grace_period").asText()));
    assertThat(service.path("volumes"))
        .anyMatch(volume -> volume.asText().split(":")[1].equals(launched.jar()));
  }

  private static String file() throws IOException {
    return Files.readString(Examples.FOLDER.resolve("compose").resolve("compose.yaml"));
  }

  private static Set<ValidationMessage> problems(String file) throws IOException {
    try (InputStream text =
        ComposeTest.class.getResourceAsStream("/compose-spec/compose-spec.json")) {
      JsonNode json = new ObjectMapper().readTree(text);
      // Names from an older draft of JSON Schema, which its own has not.
      for (JsonNode named : json.findParents("id")) {
        ((ObjectNode) named).remove("id");
      }
      JsonSchema schema =
          JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V201909).getSchema(json);
      return schema.validate(Examples.yaml(file).get(0));
    }
  }
}

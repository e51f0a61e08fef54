package io.github.nacosgraceful.deploy.inject;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** Which pods a binding selects, by the labels of the pod and of its namespace. */
final class Admission {

  private Admission() {}

  static boolean selects(JsonNode binding, Map<String, String> namespace, Map<String, String> pod) {
    JsonNode match = binding.at("/spec/matchResources");
    return has(match.path("namespaceSelector"), namespace)
        && has(match.path("objectSelector"), pod);
  }

  private static boolean has(JsonNode selector, Map<String, String> labels) {
    for (Map.Entry<String, JsonNode> label : selector.path("matchLabels").properties()) {
      if (!label.getValue().asText().equals(labels.get(label.getKey()))) {
        return false;
      }
    }
    if (selector.has("matchExpressions")) {
      throw new IllegalArgumentException("matchExpressions are not read here");
    }
    return true;
  }
}

package io.github.nacosgraceful.deploy.inject;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A pod, and what is to become of it, from {@code inject/pods.yaml}.
 *
 * @param shape what is special about it
 * @param becomes what {@link #change} says of it
 * @param namespace the labels of its namespace
 */
record Shape(String shape, String becomes, Map<String, String> namespace, Map<String, Object> pod) {

  static final String LEFT_ALONE = "left alone";
  private static final String NAME = "nacos-graceful";

  @Override
  public String toString() {
    return shape;
  }

  @SuppressWarnings("unchecked")
  Map<String, String> labels() {
    Map<String, Object> metadata = (Map<String, Object>) pod.get("metadata");
    return (Map<String, String>) metadata.getOrDefault("labels", Map.of());
  }

  /** In words, what is another in a pod than before. Throws if that is more than it should be. */
  static String change(Map<String, Object> before, Map<String, Object> after) {
    if (before.equals(after)) {
      return LEFT_ALONE;
    }
    Map<String, Object> old = in(before, "spec");
    Map<String, Object> now = in(after, "spec");
    List<String> said = new ArrayList<>();
    for (Map<String, Object> container : list(now, "containers")) {
      Map<String, Object> former = named(list(old, "containers"), container.get("name"));
      for (Map<String, Object> entry : list(container, "env")) {
        if (!list(former, "env").contains(entry)) {
          said.add(
              container.get("name") + ": `" + entry.get("name") + "=" + entry.get("value") + "`");
        }
      }
    }
    Object grace = now.get("terminationGracePeriodSeconds");
    said.add(
        Objects.equals(grace, old.get("terminationGracePeriodSeconds"))
            ? "its grace period is kept"
            : "grace period " + grace + " s");
    return String.join("; ", said);
  }

  /** The containers that see the jar, each of which has its volume and can only read it. */
  static List<Object> mounted(Map<String, Object> pod) {
    List<Object> containers = new ArrayList<>();
    for (Map<String, Object> container : list(in(pod, "spec"), "containers")) {
      Map<String, Object> mount = named(list(container, "volumeMounts"), NAME);
      if (mount != null) {
        containers.add(container.get("name"));
        if (!mount.equals(Map.of("name", NAME, "mountPath", "/" + NAME, "readOnly", true))) {
          throw new AssertionError(mount);
        }
      }
    }
    return containers;
  }

  @SuppressWarnings("unchecked")
  static Map<String, Object> in(Map<String, Object> map, String key) {
    return (Map<String, Object>) map.get(key);
  }

  @SuppressWarnings("unchecked")
  static List<Map<String, Object>> list(Map<String, Object> map, String key) {
    return (List<Map<String, Object>>) map.getOrDefault(key, List.of());
  }

  static Map<String, Object> named(List<Map<String, Object>> list, Object name) {
    return list.stream().filter(entry -> name.equals(entry.get("name"))).findFirst().orElse(null);
  }
}

package io.github.nacosgraceful.deploy.inject;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Merges what an expression built into a pod, as the API server does: objects field by field, and
 * lists by the key that the API names for them.
 */
final class ApplyConfiguration {

  private static final String MOUNTS = "volumeMounts";

  /** The lists of a pod that are merged, with their keys. Others would be replaced: not here. */
  private static final Map<String, String> KEYS =
      Map.of("containers", "name", "env", "name", "volumes", "name", MOUNTS, "mountPath");

  private ApplyConfiguration() {}

  @SuppressWarnings("unchecked")
  static Map<String, Object> merged(Map<String, Object> pod, Object built) {
    return (Map<String, Object>) merged("", pod, Built.plain(built));
  }

  private static Object merged(String name, Object old, Object change) {
    if (old instanceof Map<?, ?> map && change instanceof Map<?, ?> changes) {
      Map<Object, Object> all = new LinkedHashMap<>(map);
      changes.forEach(
          (key, value) ->
              all.put(
                  key, map.containsKey(key) ? merged(key.toString(), map.get(key), value) : value));
      return all;
    }
    if (old instanceof List<?> list && change instanceof List<?> changes) {
      return byKey(name, list, changes);
    }
    return change;
  }

  private static List<Object> byKey(String name, List<?> old, List<?> changes) {
    String key = KEYS.get(name);
    if (key == null) {
      throw new IllegalArgumentException("the API does not merge " + name);
    }
    List<Object> all = new ArrayList<>(old);
    for (Object change : changes) {
      int at = 0;
      while (at < all.size() && !key(all.get(at), key).equals(key(change, key))) {
        at++;
      }
      if (at == all.size()) {
        all.add(change);
      } else {
        all.set(at, merged(name, all.get(at), change));
      }
    }
    return all;
  }

  private static Object key(Object element, String key) {
    return ((Map<?, ?>) element).get(key);
  }
}

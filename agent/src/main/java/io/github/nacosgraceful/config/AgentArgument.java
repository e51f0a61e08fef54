package io.github.nacosgraceful.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The text behind {@code -javaagent:nacos-graceful-agent.jar=}: {@code name=value,name=value}. A
 * part without {@code =} continues the value before it, so that lists of paths need no quoting.
 */
final class AgentArgument {

  private AgentArgument() {}

  static Map<String, String> parse(String argument, List<String> warnings) {
    Map<String, String> values = new LinkedHashMap<>();
    String last = null;
    for (String part : argument == null ? new String[0] : argument.split(",")) {
      int equals = part.indexOf('=');
      if (equals > 0) {
        last = part.substring(0, equals).trim();
        values.put(last, part.substring(equals + 1));
      } else if (last != null) {
        values.put(last, values.get(last) + "," + part);
      } else if (!part.trim().isEmpty()) {
        warnings.add(
            "agent argument \"" + part + "\" is not of the form name=value: it is ignored.");
      }
    }
    return values;
  }
}

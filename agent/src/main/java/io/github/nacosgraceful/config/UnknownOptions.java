package io.github.nacosgraceful.config;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;

/**
 * Warns of options that do not exist, and names the nearest that does: most are spelling mistakes.
 */
final class UnknownOptions {

  private UnknownOptions() {}

  static void warn(
      Properties properties,
      Map<String, String> environment,
      Map<String, String> arguments,
      List<String> warnings) {
    for (String name : new TreeSet<>(properties.stringPropertyNames())) {
      if (name.startsWith(Option.PROPERTY_PREFIX)
          && !isKnown(name.substring(Option.PROPERTY_PREFIX.length()))) {
        String key = name.substring(Option.PROPERTY_PREFIX.length());
        warnings.add(message(name, nearest(key).property()));
      }
    }
    for (String name : new TreeSet<>(environment.keySet())) {
      if (name.startsWith(Option.ENVIRONMENT_PREFIX) && !isKnownEnvironment(name)) {
        String key =
            name.substring(Option.ENVIRONMENT_PREFIX.length())
                .toLowerCase(Locale.ROOT)
                .replace('_', '.');
        warnings.add(message(name, nearest(key).environment()));
      }
    }
    for (String key : arguments.keySet()) {
      if (!isKnown(key)) {
        warnings.add(message("agent argument " + key, nearest(key).key()));
      }
    }
  }

  private static String message(String name, String nearest) {
    return name + " is not an option of this agent: it is ignored. Did you mean " + nearest + "?";
  }

  private static boolean isKnown(String key) {
    for (Option<?> option : Option.all()) {
      if (option.key().equals(key)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isKnownEnvironment(String name) {
    for (Option<?> option : Option.all()) {
      if (option.environment().equals(name)) {
        return true;
      }
    }
    return false;
  }

  private static Option<?> nearest(String key) {
    Option<?> best = Option.ENABLED;
    int least = Integer.MAX_VALUE;
    for (Option<?> option : Option.all()) {
      int distance = Spelling.distance(key, option.key());
      if (distance < least) {
        least = distance;
        best = option;
      }
    }
    return best;
  }
}

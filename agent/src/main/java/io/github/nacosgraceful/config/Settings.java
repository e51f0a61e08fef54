package io.github.nacosgraceful.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * The options of this JVM, read once at start: system property, then environment, then the agent
 * argument, then the default. Immutable. Nothing here fails: what is wrong becomes a warning and
 * the default.
 */
public final class Settings {

  private final Map<Option<?>, Object> values = new HashMap<>();
  private final Map<Option<?>, String> given = new LinkedHashMap<>();
  private final Map<Option<?>, String> sources = new HashMap<>();
  private final List<String> warnings = new ArrayList<>();

  private Settings() {}

  /**
   * @param argument of {@code -javaagent}, {@code name=value,…}; may be null
   */
  public static Settings read(
      String argument, Properties properties, Map<String, String> environment) {
    Settings settings = new Settings();
    List<String> warnings = settings.warnings;
    Map<String, String> arguments = AgentArgument.parse(argument, warnings);
    for (Option<?> option : Option.all()) {
      if (properties.getProperty(option.property()) != null) {
        settings.set(option, properties.getProperty(option.property()), option.property());
      } else if (environment.get(option.environment()) != null) {
        settings.set(option, environment.get(option.environment()), option.environment());
      } else if (arguments.get(option.key()) != null) {
        settings.set(option, arguments.get(option.key()), "agent argument " + option.key());
      }
    }
    UnknownOptions.warn(properties, environment, arguments, warnings);
    if (settings.get(Option.DRAIN_MIN) > settings.get(Option.SHUTDOWN_TIMEOUT)) {
      warnings.add(
          Option.DRAIN_MIN.property()
              + " is longer than "
              + Option.SHUTDOWN_TIMEOUT.property()
              + ", which ends the drain: raise that too, and what the platform allows (Kubernetes:"
              + " terminationGracePeriodSeconds).");
    }
    return settings;
  }

  private void set(Option<?> option, String text, String source) {
    Object value = option.parse(text);
    if (value == null) {
      warnings.add(
          source
              + "="
              + text
              + " is not "
              + option.form().replace("`", "")
              + ": the default "
              + (option.defaultText().isEmpty() ? "(none)" : option.defaultText())
              + " is used.");
    } else {
      values.put(option, value);
      given.put(option, text.trim());
      sources.put(option, source);
    }
  }

  /** What was set, or the default. It is read from its text each time: not for hot paths. */
  @SuppressWarnings("unchecked") // what set() put there came from the option itself
  public <T> T get(Option<T> option) {
    Object value = values.get(option);
    return value == null ? option.defaultValue() : (T) value;
  }

  /** What was set to something else than its default, as {@code name=value}. */
  public List<String> changed() {
    List<String> changed = new ArrayList<>();
    for (Option<?> option : differing()) {
      changed.add(option.key() + "=" + given.get(option));
    }
    return changed;
  }

  /** The options that were set to something else than their defaults. */
  public List<Option<?>> differing() {
    List<Option<?>> differing = new ArrayList<>();
    for (Map.Entry<Option<?>, String> entry : given.entrySet()) {
      if (!entry.getValue().equals(entry.getKey().defaultText())) {
        differing.add(entry.getKey());
      }
    }
    return differing;
  }

  /** What an option was set to; null if it was not. */
  public String given(Option<?> option) {
    return given.get(option);
  }

  /**
   * By what an option was set: the name of the system property or of the environment variable, or
   * {@code agent argument} and its name; null if it was not.
   */
  public String source(Option<?> option) {
    return sources.get(option);
  }

  /** One sentence for each value that could not be used and each option that is not known. */
  public List<String> warnings() {
    return Collections.unmodifiableList(warnings);
  }
}

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

  /** {@link #drainQuietMillis} when the quiet period follows the traffic. */
  public static final long AUTO = Option.AUTO;

  /** {@link #adminPort} when the endpoint is off. */
  public static final int NO_PORT = Option.NO_PORT;

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

  public boolean enabled() {
    return get(Option.ENABLED);
  }

  public boolean dryRun() {
    return get(Option.DRY_RUN);
  }

  public long shutdownTimeoutMillis() {
    return get(Option.SHUTDOWN_TIMEOUT);
  }

  public long deregisterTimeoutMillis() {
    return get(Option.DEREGISTER_TIMEOUT);
  }

  /** {@code all}, {@code connected} or {@code off}. */
  public String verify() {
    return get(Option.VERIFY).toString();
  }

  /** {@code verify}, {@code keep} or {@code off}. */
  public String pushEmpty() {
    return get(Option.PUSH_EMPTY).toString();
  }

  /** Milliseconds, or {@link #AUTO}. */
  public long drainQuietMillis() {
    return get(Option.DRAIN_QUIET);
  }

  public long drainMinMillis() {
    return get(Option.DRAIN_MIN);
  }

  public long drainStreamsMillis() {
    return get(Option.DRAIN_STREAMS);
  }

  public List<String> drainIgnorePaths() {
    return get(Option.DRAIN_IGNORE_PATHS);
  }

  /** {@code started}, {@code ready} or {@code health}. */
  public String registerWhen() {
    return get(Option.REGISTER_WHEN).toString();
  }

  public long registerDelayMillis() {
    return get(Option.REGISTER_DELAY);
  }

  public String registerHealthPath() {
    return get(Option.REGISTER_HEALTH_PATH);
  }

  public long registerTimeoutMillis() {
    return get(Option.REGISTER_TIMEOUT);
  }

  /** Whether the application is to be warmed up before it registers. */
  public boolean preheats() {
    return !preheatPaths().isEmpty() || !preheatClients().isEmpty();
  }

  public List<String> preheatPaths() {
    return get(Option.PREHEAT_PATHS);
  }

  public int preheatCount() {
    return get(Option.PREHEAT_COUNT);
  }

  public List<String> preheatClients() {
    return get(Option.PREHEAT_CLIENTS);
  }

  public long preheatTimeoutMillis() {
    return get(Option.PREHEAT_TIMEOUT);
  }

  /** Empty for none. */
  public String readinessFile() {
    return get(Option.READINESS_FILE);
  }

  /** 0 for none. */
  public long warmUpMillis() {
    return get(Option.WARMUP_TIME);
  }

  public double warmUpCurve() {
    return get(Option.WARMUP_CURVE);
  }

  /** From 0 to 1. */
  public double warmUpMaxShare() {
    return get(Option.WARMUP_MAX_SHARE);
  }

  /** Of the endpoint: {@link #NO_PORT} if it is off, 0 for any free one. */
  public int adminPort() {
    return get(Option.ADMIN_PORT);
  }

  /** Whether the ports and paths of a commercial agent are served too. */
  public boolean adminCompat() {
    return get(Option.ADMIN_COMPAT);
  }

  public String logLevel() {
    return get(Option.LOG_LEVEL).toString();
  }

  /** Empty for standard error. */
  public String logFile() {
    return get(Option.LOG_FILE);
  }

  /** Bytes. */
  public long logMaxSize() {
    return get(Option.LOG_MAX_SIZE);
  }

  /** How many old ones. */
  public int logFiles() {
    return get(Option.LOG_FILES);
  }

  /** Whether a part that has an option of its own was switched off. */
  public boolean isOff(Option<Boolean> part) {
    return !get(part);
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

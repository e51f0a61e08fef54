package io.github.nacosgraceful.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
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
  public static final long AUTO = -1;

  /** {@link #adminPort} when the endpoint is off. */
  public static final int NO_PORT = -1;

  private final Map<Option, Object> values;
  private final Map<Option, String> given;
  private final Map<Option, String> sources;
  private final List<String> warnings;

  private Settings(
      Map<Option, Object> values,
      Map<Option, String> given,
      Map<Option, String> sources,
      List<String> warnings) {
    this.values = values;
    this.given = given;
    this.sources = sources;
    this.warnings = Collections.unmodifiableList(warnings);
  }

  /**
   * @param argument of {@code -javaagent}, {@code name=value,…}; may be null
   */
  public static Settings read(
      String argument, Properties properties, Map<String, String> environment) {
    List<String> warnings = new ArrayList<>();
    Map<String, String> arguments = AgentArgument.parse(argument, warnings);
    Map<Option, Object> values = new EnumMap<>(Option.class);
    Map<Option, String> given = new EnumMap<>(Option.class);
    Map<Option, String> sources = new EnumMap<>(Option.class);
    for (Option option : Option.values()) {
      Object value = option.defaultValue();
      String text = properties.getProperty(option.property());
      String where = option.property();
      if (text == null) {
        text = environment.get(option.environment());
        where = option.environment();
      }
      if (text == null) {
        text = arguments.get(option.key());
        where = "agent argument " + option.key();
      }
      if (text != null) {
        Object parsed = option.parse(text);
        if (parsed == null) {
          warnings.add(
              where
                  + "="
                  + text
                  + " is not "
                  + plain(option.form())
                  + ": the default "
                  + (option.defaultText().isEmpty() ? "(none)" : option.defaultText())
                  + " is used.");
        } else {
          value = parsed;
          given.put(option, text.trim());
          sources.put(option, where);
        }
      }
      values.put(option, value);
    }
    UnknownOptions.warn(properties, environment, arguments, warnings);
    Settings settings = new Settings(values, given, sources, warnings);
    if (settings.drainMinMillis() > settings.shutdownTimeoutMillis()) {
      warnings.add(
          Option.DRAIN_MIN.property()
              + " is longer than "
              + Option.SHUTDOWN_TIMEOUT.property()
              + ", which ends the drain: raise that too, and what the platform allows (Kubernetes:"
              + " terminationGracePeriodSeconds).");
    }
    return settings;
  }

  public boolean enabled() {
    return (Boolean) values.get(Option.ENABLED);
  }

  public boolean dryRun() {
    return (Boolean) values.get(Option.DRY_RUN);
  }

  public long shutdownTimeoutMillis() {
    return (Long) values.get(Option.SHUTDOWN_TIMEOUT);
  }

  public long deregisterTimeoutMillis() {
    return (Long) values.get(Option.DEREGISTER_TIMEOUT);
  }

  /** {@code all}, {@code connected} or {@code off}. */
  public String verify() {
    return (String) values.get(Option.VERIFY);
  }

  /** {@code verify}, {@code keep} or {@code off}. */
  public String pushEmpty() {
    return (String) values.get(Option.PUSH_EMPTY);
  }

  /** Milliseconds, or {@link #AUTO}. */
  public long drainQuietMillis() {
    return (Long) values.get(Option.DRAIN_QUIET);
  }

  public long drainMinMillis() {
    return (Long) values.get(Option.DRAIN_MIN);
  }

  public long drainStreamsMillis() {
    return (Long) values.get(Option.DRAIN_STREAMS);
  }

  @SuppressWarnings("unchecked")
  public List<String> drainIgnorePaths() {
    return (List<String>) values.get(Option.DRAIN_IGNORE_PATHS);
  }

  /** {@code started}, {@code ready} or {@code health}. */
  public String registerWhen() {
    return (String) values.get(Option.REGISTER_WHEN);
  }

  public long registerDelayMillis() {
    return (Long) values.get(Option.REGISTER_DELAY);
  }

  public String registerHealthPath() {
    return (String) values.get(Option.REGISTER_HEALTH_PATH);
  }

  public long registerTimeoutMillis() {
    return (Long) values.get(Option.REGISTER_TIMEOUT);
  }

  /** Whether the application is to be warmed up before it registers. */
  public boolean preheats() {
    return !preheatPaths().isEmpty() || !preheatClients().isEmpty();
  }

  @SuppressWarnings("unchecked")
  public List<String> preheatPaths() {
    return (List<String>) values.get(Option.PREHEAT_PATHS);
  }

  public int preheatCount() {
    return (Integer) values.get(Option.PREHEAT_COUNT);
  }

  @SuppressWarnings("unchecked")
  public List<String> preheatClients() {
    return (List<String>) values.get(Option.PREHEAT_CLIENTS);
  }

  public long preheatTimeoutMillis() {
    return (Long) values.get(Option.PREHEAT_TIMEOUT);
  }

  /** Empty for none. */
  public String readinessFile() {
    return (String) values.get(Option.READINESS_FILE);
  }

  /** 0 for none. */
  public long warmUpMillis() {
    return (Long) values.get(Option.WARMUP_TIME);
  }

  public double warmUpCurve() {
    return (Double) values.get(Option.WARMUP_CURVE);
  }

  /** From 0 to 1. */
  public double warmUpMaxShare() {
    return (Double) values.get(Option.WARMUP_MAX_SHARE);
  }

  /** Of the endpoint: {@link #NO_PORT} if it is off, 0 for any free one. */
  public int adminPort() {
    return (Integer) values.get(Option.ADMIN_PORT);
  }

  /** Whether the ports and paths of a commercial agent are served too. */
  public boolean adminCompat() {
    return (Boolean) values.get(Option.ADMIN_COMPAT);
  }

  public String logLevel() {
    return (String) values.get(Option.LOG_LEVEL);
  }

  /** Empty for standard error. */
  public String logFile() {
    return (String) values.get(Option.LOG_FILE);
  }

  /** Bytes. */
  public long logMaxSize() {
    return (Long) values.get(Option.LOG_MAX_SIZE);
  }

  /** How many old ones. */
  public int logFiles() {
    return (Integer) values.get(Option.LOG_FILES);
  }

  /** Whether a part that has an option of its own was switched off. */
  public boolean isOff(Option part) {
    return "off".equals(values.get(part));
  }

  /** What was set to something else than its default, as {@code name=value}. */
  public List<String> changed() {
    List<String> changed = new ArrayList<>();
    for (Option option : differing()) {
      changed.add(option.key() + "=" + given.get(option));
    }
    return changed;
  }

  /** The options that were set to something else than their defaults. */
  public List<Option> differing() {
    List<Option> differing = new ArrayList<>();
    for (Map.Entry<Option, String> entry : given.entrySet()) {
      if (!entry.getValue().equals(entry.getKey().defaultText())) {
        differing.add(entry.getKey());
      }
    }
    return differing;
  }

  /** What an option was set to; null if it was not. */
  public String given(Option option) {
    return given.get(option);
  }

  /**
   * By what an option was set: the name of the system property or of the environment variable, or
   * {@code agent argument} and its name; null if it was not.
   */
  public String source(Option option) {
    return sources.get(option);
  }

  /** One sentence for each value that could not be used and each option that is not known. */
  public List<String> warnings() {
    return warnings;
  }

  private static String plain(String markdown) {
    return markdown.replace("`", "");
  }
}

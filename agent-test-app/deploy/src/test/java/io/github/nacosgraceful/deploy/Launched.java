package io.github.nacosgraceful.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nacosgraceful.config.Option;
import io.github.nacosgraceful.config.Settings;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/** A JVM as a platform would start it: where its agent is, and with which options. */
record Launched(String jar, Settings settings) {

  private static final String AGENT = "-javaagent:";
  private static final String PROPERTY = "-D";

  /** What the application's own shutdown gets on top of the drain, at least. */
  private static final long OWN_SHUTDOWN_SECONDS = 10;

  static Launched with(Map<String, String> environment) {
    String agent = null;
    Properties properties = new Properties();
    for (String option : environment.getOrDefault("JAVA_TOOL_OPTIONS", "").split(" ")) {
      if (option.startsWith(AGENT)) {
        agent = option.substring(AGENT.length());
      } else if (option.startsWith(PROPERTY)) {
        String[] property = option.substring(PROPERTY.length()).split("=", 2);
        properties.setProperty(property[0], property[1]);
      }
    }
    assertThat(agent).as("the jar in JAVA_TOOL_OPTIONS").isNotNull();
    String[] parts = agent.split("=", 2);
    Settings settings =
        Settings.read(parts.length == 2 ? parts[1] : null, properties, new HashMap<>(environment));
    assertThat(settings.warnings()).isEmpty();
    assertThat(parts[0]).endsWith("/nacos-graceful-agent.jar");
    return new Launched(parts[0], settings);
  }

  /**
   * @param seconds from SIGTERM to SIGKILL
   */
  void isGivenEnough(long seconds) {
    long drain = settings.get(Option.SHUTDOWN_TIMEOUT);
    assertThat(seconds)
        .as("seconds until SIGKILL, with shutdown.timeout=%s ms", drain)
        .isGreaterThanOrEqualTo(drain / 1000 + OWN_SHUTDOWN_SECONDS);
  }
}

package io.github.nacosgraceful.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

  private final Properties properties = new Properties();

  @Test
  void hasDefaultsThatItCanReadItself() {
    Settings settings = Settings.read(null, properties, Map.of());
    assertThat(settings.warnings()).isEmpty();
    assertThat(settings.changed()).isEmpty();
    assertThat(settings.get(Option.ENABLED)).isTrue();
    assertThat(settings.get(Option.SHUTDOWN_TIMEOUT)).isEqualTo(25_000);
    assertThat(settings.get(Option.DRAIN_QUIET)).isEqualTo(Option.AUTO);
    assertThat(settings.get(Option.DRAIN_IGNORE_PATHS))
        .containsExactly(
            "/actuator", "/health", "/healthz", "/ready", "/readyz", "/live", "/livez");
    for (Option<?> option : Option.all()) {
      assertThat(option.defaultValue()).as(option.key()).isNotNull();
    }
  }

  @Test
  void prefersPropertyToEnvironmentToArgument() {
    properties.setProperty("nacos.graceful.drain.min", "1s");
    Map<String, String> environment =
        Map.of("NACOS_GRACEFUL_DRAIN_MIN", "2s", "NACOS_GRACEFUL_DEREGISTER_TIMEOUT", "2s");
    Settings settings =
        Settings.read("drain.min=3s,deregister.timeout=3s,drain.quiet=3s", properties, environment);
    assertThat(settings.get(Option.DRAIN_MIN)).isEqualTo(1_000);
    assertThat(settings.get(Option.DEREGISTER_TIMEOUT)).isEqualTo(2_000);
    assertThat(settings.get(Option.DRAIN_QUIET)).isEqualTo(3_000);
    assertThat(settings.changed())
        .containsExactly("drain.min=1s", "drain.quiet=3s", "deregister.timeout=2s");
  }

  @ParameterizedTest
  @CsvSource({"0,0", "8719,8719", "65535,65535", "' 1 ',1"})
  void readsPorts(String text, int port) {
    properties.setProperty("nacos.graceful.admin.port", text);
    assertThat(Settings.read(null, properties, Map.of()).get(Option.ADMIN_PORT)).isEqualTo(port);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "65536", "http", "1.5", "99999999999"})
  void opensNoPortWhereItIsNotOne(String text) {
    properties.setProperty("nacos.graceful.admin.port", text);
    Settings settings = Settings.read(null, properties, Map.of());
    assertThat(settings.get(Option.ADMIN_PORT)).isEqualTo(Option.NO_PORT);
    assertThat(settings.warnings()).singleElement().asString().contains("is not a port");
  }

  @Test
  void saysWhatDiffersAndWhereItCameFrom() {
    Settings settings =
        Settings.read(
            "admin.port=0,drain.min=0s", properties, Map.of("NACOS_GRACEFUL_RIBBON", "off"));
    assertThat(settings.differing()).containsExactly(Option.ADMIN_PORT, Option.RIBBON);
    assertThat(settings.given(Option.RIBBON)).isEqualTo("off");
    assertThat(settings.source(Option.RIBBON)).isEqualTo("NACOS_GRACEFUL_RIBBON");
    assertThat(settings.source(Option.ADMIN_PORT)).isEqualTo("agent argument admin.port");
  }

  @ParameterizedTest
  @CsvSource({
    "0ms,0",
    "300ms,300",
    "25s,25000",
    "1m,60000",
    "' 2 s ',2000",
    "24S,24000",
    "1440m,86400000"
  })
  void readsTimes(String text, long millis) {
    properties.setProperty("nacos.graceful.drain.min", text);
    assertThat(Settings.read(null, properties, Map.of()).get(Option.DRAIN_MIN)).isEqualTo(millis);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "25", "-1s", "1h", "s", "1.5s", "99999999999999999999s", "1441m", "soon"})
  void keepsTheDefaultOfAWrongTimeAndSaysSo(String text) {
    properties.setProperty("nacos.graceful.drain.min", text);
    Settings settings = Settings.read(null, properties, Map.of());
    assertThat(settings.get(Option.DRAIN_MIN)).isZero();
    assertThat(settings.warnings())
        .containsExactly(
            "nacos.graceful.drain.min="
                + text
                + " is not a time such as 300ms, 25s or 1m: the default 0s is used.");
  }

  @ParameterizedTest
  @CsvSource({"1kB,1024", "500KB,512000", "' 10 mb ',10485760", "1GB,1073741824"})
  void readsSizes(String text, long bytes) {
    properties.setProperty("nacos.graceful.log.max-size", text);
    assertThat(Settings.read(null, properties, Map.of()).get(Option.LOG_MAX_SIZE)).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "10", "0MB", "-1MB", "10M", "1.5GB", "1025GB", "MB", "large"})
  void keepsTheDefaultOfAWrongSizeAndSaysSo(String text) {
    properties.setProperty("nacos.graceful.log.max-size", text);
    Settings settings = Settings.read(null, properties, Map.of());
    assertThat(settings.get(Option.LOG_MAX_SIZE)).isEqualTo(10 << 20);
    assertThat(settings.warnings())
        .containsExactly(
            "nacos.graceful.log.max-size="
                + text
                + " is not a size such as 500kB, 10MB or 1GB: the default 10MB is used.");
  }

  @Test
  void readsNumbers() {
    assertThat(Settings.read("log.files=0", properties, Map.of()).get(Option.LOG_FILES)).isZero();
    for (String wrong : new String[] {"-1", "101", "many", ""}) {
      Settings settings = Settings.read("log.files=" + wrong, properties, Map.of());
      assertThat(settings.get(Option.LOG_FILES)).isEqualTo(3);
      assertThat(settings.warnings())
          .containsExactly(
              "agent argument log.files="
                  + wrong
                  + " is not a number from 0 to 100: the default 3 is used.");
    }
  }

  @Test
  void keepsTheDefaultOfAWrongWordAndSaysSo() {
    Map<String, String> environment =
        Map.of(
            "NACOS_GRACEFUL_VERIFY",
            "every",
            "NACOS_GRACEFUL_RIBBON",
            "on",
            "NACOS_GRACEFUL_DRY_RUN",
            "yes");
    Settings settings = Settings.read("drain.ignore-paths=health", properties, environment);
    assertThat(settings.get(Option.VERIFY)).isEqualTo(Verify.ALL);
    assertThat(settings.get(Option.RIBBON)).isTrue();
    assertThat(settings.get(Option.DRY_RUN)).isFalse();
    assertThat(settings.warnings())
        .containsExactlyInAnyOrder(
            "NACOS_GRACEFUL_VERIFY=every is not all, connected or off: the default all is used.",
            "NACOS_GRACEFUL_RIBBON=on is not guard or off: the default guard is used.",
            "NACOS_GRACEFUL_DRY_RUN=yes is not true or false: the default false is used.",
            "agent argument drain.ignore-paths=health is not path prefixes that start with /, separated by"
                + " commas: the default /actuator,/health,/healthz,/ready,/readyz,/live,/livez is used.");
  }

  @ParameterizedTest
  @CsvSource({
    "enabled, FALSE, false",
    "dry-run, ' true ', true",
    "jmx, Off, false",
    "contexts, DRAIN, true",
    "grpc-client, REFRESH, true",
    "verify, CONNECTED, connected",
    "push-empty, keep, keep",
    "register.when, Health, health",
    "log.level, Debug, debug",
    "drain.quiet, Auto, -1",
    "drain.quiet, 5s, 5000",
    "warmup.curve, 0.1, 0.1",
    "warmup.curve, 10, 10.0",
    "warmup.max-share, 0%, 0.0",
    "warmup.max-share, 12.5%, 0.125",
    "warmup.max-share, 100%, 1.0",
    "preheat.count, 10000, 10000",
    "preheat.paths, '/a, /b', '[/a, /b]'",
    "preheat.clients, 'a, b,,c', '[a, b, c]'",
    "readiness.file, ' /tmp/ready ', /tmp/ready"
  })
  void readsEachKind(String key, String text, String value) {
    properties.setProperty("nacos.graceful." + key, text);
    Settings settings = Settings.read(null, properties, Map.of());
    assertThat(settings.warnings()).isEmpty();
    assertThat(settings.get(option(key))).hasToString(value);
    assertThat(settings.changed()).containsExactly(key + "=" + text.trim());
  }

  @ParameterizedTest
  @CsvSource({
    "enabled, 1, true or false",
    "jmx, false, on or off",
    "contexts, on, drain or off",
    "verify, '', 'all, connected or off'",
    "push-empty, on, 'verify, keep or off'",
    "register.when, now, 'started, ready or health'",
    "log.level, trace, 'debug, info, warn, error or off'",
    "drain.quiet, automatic, auto or a time such as 300ms or 5s",
    "drain.quiet, -1, auto or a time such as 300ms or 5s",
    "warmup.curve, 0.09, a number from 0.1 to 10",
    "warmup.curve, 10.1, a number from 0.1 to 10",
    "warmup.curve, NaN, a number from 0.1 to 10",
    "warmup.curve, '', a number from 0.1 to 10",
    "warmup.max-share, 50, a percentage from 0% to 100%",
    "warmup.max-share, -1%, a percentage from 0% to 100%",
    "warmup.max-share, 101%, a percentage from 0% to 100%",
    "warmup.max-share, %, a percentage from 0% to 100%",
    "preheat.count, 10001, a number from 0 to 10000",
    "preheat.paths, '/a,b', 'paths that start with /, separated by commas'"
  })
  void keepsTheDefaultOfEachKindAndSaysWhatIsAllowed(String key, String text, String form) {
    properties.setProperty("nacos.graceful." + key, text);
    Settings settings = Settings.read(null, properties, Map.of());
    Option<?> option = option(key);
    assertThat(settings.get(option)).isEqualTo(option.defaultValue());
    assertThat(settings.changed()).isEmpty();
    String byDefault = option.defaultText().isEmpty() ? "(none)" : option.defaultText();
    assertThat(settings.warnings())
        .containsExactly(
            "nacos.graceful."
                + key
                + "="
                + text
                + " is not "
                + form
                + ": the default "
                + byDefault
                + " is used.");
  }

  private static Option<?> option(String key) {
    return Option.all().stream().filter(one -> one.key().equals(key)).findFirst().orElseThrow();
  }

  @Test
  void takesNoPathsForNoPaths() {
    properties.setProperty("nacos.graceful.drain.ignore-paths", "");
    Settings settings = Settings.read(null, properties, Map.of());
    assertThat(settings.get(Option.DRAIN_IGNORE_PATHS)).isEmpty();
    assertThat(settings.warnings()).isEmpty();
  }

  @Test
  void namesTheNearestOptionOfOneThatIsUnknown() {
    properties.setProperty("nacos.graceful.drain.quite", "1s");
    Settings settings =
        Settings.read("shutdown.timout=1s", properties, Map.of("NACOS_GRACEFUL_RIBON", "off"));
    assertThat(settings.warnings())
        .containsExactly(
            "nacos.graceful.drain.quite is not an option of this agent: it is ignored. Did you mean"
                + " nacos.graceful.drain.quiet?",
            "NACOS_GRACEFUL_RIBON is not an option of this agent: it is ignored. Did you mean"
                + " NACOS_GRACEFUL_RIBBON?",
            "agent argument shutdown.timout is not an option of this agent: it is ignored. Did you mean"
                + " shutdown.timeout?");
  }

  @Test
  void warnsOfADrainThatTheTimeoutEnds() {
    assertThat(Settings.read("drain.min=35s", properties, Map.of()).warnings())
        .singleElement()
        .asString()
        .startsWith("nacos.graceful.drain.min is longer than nacos.graceful.shutdown.timeout");
    assertThat(Settings.read("drain.min=35s,shutdown.timeout=40s", properties, Map.of()).warnings())
        .isEmpty();
  }

  @Test
  void switchesPartsOff() {
    Settings settings = Settings.read("ribbon=off,loadbalancer=OFF", properties, Map.of());
    assertThat(settings.get(Option.RIBBON)).isFalse();
    assertThat(settings.get(Option.LOADBALANCER)).isFalse();
    assertThat(settings.get(Option.TOMCAT)).isTrue();
  }

  @Test
  void warnsOfAnArgumentWithoutName() {
    assertThat(Settings.read("debug", properties, Map.of()).warnings())
        .containsExactly("agent argument \"debug\" is not of the form name=value: it is ignored.");
  }
}

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
    assertThat(settings.enabled()).isTrue();
    assertThat(settings.shutdownTimeoutMillis()).isEqualTo(25_000);
    assertThat(settings.drainQuietMillis()).isEqualTo(Settings.AUTO);
    assertThat(settings.drainIgnorePaths())
        .containsExactly("/actuator", "/health", "/ready", "/live");
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
    assertThat(settings.drainMinMillis()).isEqualTo(1_000);
    assertThat(settings.deregisterTimeoutMillis()).isEqualTo(2_000);
    assertThat(settings.drainQuietMillis()).isEqualTo(3_000);
    assertThat(settings.changed())
        .containsExactly("drain.min=1s", "drain.quiet=3s", "deregister.timeout=2s");
  }

  @ParameterizedTest
  @CsvSource({"0,0", "8719,8719", "65535,65535", "' 1 ',1"})
  void readsPorts(String text, int port) {
    properties.setProperty("nacos.graceful.admin.port", text);
    assertThat(Settings.read(null, properties, Map.of()).adminPort()).isEqualTo(port);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "65536", "http", "1.5", "99999999999"})
  void opensNoPortWhereItIsNotOne(String text) {
    properties.setProperty("nacos.graceful.admin.port", text);
    Settings settings = Settings.read(null, properties, Map.of());
    assertThat(settings.adminPort()).isEqualTo(Settings.NO_PORT);
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
    assertThat(Settings.read(null, properties, Map.of()).drainMinMillis()).isEqualTo(millis);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "25", "-1s", "1h", "s", "1.5s", "99999999999999999999s", "1441m", "soon"})
  void keepsTheDefaultOfAWrongTimeAndSaysSo(String text) {
    properties.setProperty("nacos.graceful.drain.min", text);
    Settings settings = Settings.read(null, properties, Map.of());
    assertThat(settings.drainMinMillis()).isZero();
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
    assertThat(Settings.read(null, properties, Map.of()).logMaxSize()).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "10", "0MB", "-1MB", "10M", "1.5GB", "1025GB", "MB", "large"})
  void keepsTheDefaultOfAWrongSizeAndSaysSo(String text) {
    properties.setProperty("nacos.graceful.log.max-size", text);
    Settings settings = Settings.read(null, properties, Map.of());
    assertThat(settings.logMaxSize()).isEqualTo(10 << 20);
    assertThat(settings.warnings())
        .containsExactly(
            "nacos.graceful.log.max-size="
                + text
                + " is not a size such as 500kB, 10MB or 1GB: the default 10MB is used.");
  }

  @Test
  void readsNumbers() {
    assertThat(Settings.read("log.files=0", properties, Map.of()).logFiles()).isZero();
    for (String wrong : new String[] {"-1", "101", "many", ""}) {
      Settings settings = Settings.read("log.files=" + wrong, properties, Map.of());
      assertThat(settings.logFiles()).isEqualTo(3);
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
    assertThat(settings.verify()).isEqualTo("all");
    assertThat(settings.isOff(Option.RIBBON)).isFalse();
    assertThat(settings.dryRun()).isFalse();
    assertThat(settings.warnings())
        .containsExactlyInAnyOrder(
            "NACOS_GRACEFUL_VERIFY=every is not all, connected or off: the default all is used.",
            "NACOS_GRACEFUL_RIBBON=on is not guard or off: the default guard is used.",
            "NACOS_GRACEFUL_DRY_RUN=yes is not true or false: the default false is used.",
            "agent argument drain.ignore-paths=health is not path prefixes that start with /, separated by"
                + " commas: the default /actuator,/health,/ready,/live is used.");
  }

  @Test
  void takesNoPathsForNoPaths() {
    properties.setProperty("nacos.graceful.drain.ignore-paths", "");
    Settings settings = Settings.read(null, properties, Map.of());
    assertThat(settings.drainIgnorePaths()).isEmpty();
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
    assertThat(settings.isOff(Option.RIBBON)).isTrue();
    assertThat(settings.isOff(Option.LOADBALANCER)).isTrue();
    assertThat(settings.isOff(Option.TOMCAT)).isFalse();
  }

  @Test
  void warnsOfAnArgumentWithoutName() {
    assertThat(Settings.read("debug", properties, Map.of()).warnings())
        .containsExactly("agent argument \"debug\" is not of the form name=value: it is ignored.");
  }
}

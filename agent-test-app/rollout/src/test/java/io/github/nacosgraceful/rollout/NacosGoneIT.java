package io.github.nacosgraceful.rollout;

import static io.github.nacosgraceful.rollout.OneProvider.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.nacosgraceful.testbed.Child;
import io.github.nacosgraceful.testbed.Workspace;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An instance that is told to stop when there is no Nacos to tell. */
@Tag("servers")
class NacosGoneIT {

  private static final int KILLED_BY_SIGTERM = 143;
  private static final Pattern HANDED_OVER = Pattern.compile("handed over at (\\d+) ms");

  @ParameterizedTest
  @ValueSource(strings = {"hoxton", "2025"})
  void endsInTimeAndSaysWhatIsStillListed(String stack) throws Exception {
    String id = "it-nacos-gone-" + stack;
    try (NacosServers nacos = new NacosServers(Workspace.find("rollout"), id + "-nacos");
        OneProvider bed = new OneProvider(id, nacos)) {
      Child provider = bed.start(stack, true);
      nacos.kill();
      provider.terminate();

      assertThat(provider.awaitExit(PATIENCE)).isTrue();
      assertThat(provider.exitCode()).isEqualTo(KILLED_BY_SIGTERM);
      assertThat(OneProvider.summaryOf(provider))
          .singleElement()
          .asString()
          .contains("WARN", "NOT deregistered: DEFAULT_GROUP@@provider")
          .contains("127.0.0.1:" + provider.port(), "suppressed errors 0")
          .satisfies(line -> assertThat(handedOverMillis(line)).isBetween(3_000L, 5_000L));
    }
  }

  private static long handedOverMillis(String line) {
    Matcher matcher = HANDED_OVER.matcher(line);
    assertThat(matcher.find()).isTrue();
    return Long.parseLong(matcher.group(1));
  }
}

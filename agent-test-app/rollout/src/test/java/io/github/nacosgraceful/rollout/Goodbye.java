package io.github.nacosgraceful.rollout;

import static io.github.nacosgraceful.rollout.OneProvider.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.Callable;

/** What each answer of an instance that leaves says, and none before. */
final class Goodbye {

  static final String HEADER = "nacos-graceful-goodbye";

  private Goodbye() {}

  /**
   * Waits until answers say it, of the one address and no other.
   *
   * @param answer what the next one says
   * @return what it is
   */
  static String awaitOf(String address, Callable<List<String>> answer) {
    List<String> said =
        await("each answer says goodbye").atMost(PATIENCE).until(answer, all -> !all.isEmpty());
    assertThat(said)
        .singleElement()
        .asString()
        .startsWith(address + "; start=")
        .matches(".+; start=\\d{13}");
    return said.get(0);
  }
}

package io.github.nacosgraceful.rollout;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The load before anything is measured: fresh JVMs are slow, and clients that have just started may
 * not know all instances yet. It ends once every provider answers and no call fails.
 */
final class WarmUp {

  private static final long LEAST = Duration.ofSeconds(5).toNanos();
  private static final long CLEAN = Duration.ofSeconds(3).toNanos();
  private static final long MOST = Duration.ofSeconds(90).toNanos();

  private final Load load;
  private final Set<Integer> ports;

  WarmUp(Load load, List<Child> providers) {
    this.load = load;
    ports = providers.stream().map(Child::port).collect(Collectors.toSet());
  }

  void await() throws InterruptedException {
    long begin = System.nanoTime();
    while (true) {
      Thread.sleep(200);
      long now = System.nanoTime();
      List<Call> last = load.calls().stream().filter(call -> call.due() > now - CLEAN).toList();
      if (now - begin > LEAST && clean(last, ports)) {
        return;
      }
      if (now - begin > MOST) {
        throw new IllegalStateException(
            "the load did not become clean within %d s: %s"
                .formatted(Duration.ofNanos(MOST).toSeconds(), FailureCauses.of(last)));
      }
    }
  }

  static boolean clean(List<Call> calls, Set<Integer> ports) {
    return calls.stream().noneMatch(Call::failed)
        && calls.stream().map(Call::port).collect(Collectors.toSet()).equals(ports);
  }
}

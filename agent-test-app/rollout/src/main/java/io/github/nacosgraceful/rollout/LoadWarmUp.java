package io.github.nacosgraceful.rollout;

import io.github.nacosgraceful.testbed.Child;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The load before anything is measured: fresh JVMs are slow, and clients that have just started may
 * not know all instances yet. It begins with the load, and ends once every provider answers, no
 * call fails, and none has to wait.
 */
final class LoadWarmUp {

  private static final long LEAST = Duration.ofSeconds(3).toNanos();
  private static final long CLEAN = Duration.ofSeconds(3).toNanos();
  private static final long MOST = Duration.ofSeconds(120).toNanos();

  private final long begin = System.nanoTime();
  private final Load load;
  private final Set<Integer> ports;

  LoadWarmUp(Load load, List<Child> providers) {
    this.load = load;
    ports = providers.stream().map(Child::port).collect(Collectors.toSet());
  }

  void await() throws InterruptedException {
    long behind = begin;
    while (true) {
      Thread.sleep(200);
      long now = System.nanoTime();
      if (!load.keepsUp()) {
        behind = now;
      }
      List<Call> last = load.calls().stream().filter(call -> call.due() > now - CLEAN).toList();
      if (now - begin > LEAST && now - behind > CLEAN && clean(last, ports)) {
        return;
      }
      if (now - begin > MOST) {
        throw new IllegalStateException(
            "the load did not become clean within %d s: %s%s"
                .formatted(
                    Duration.ofNanos(MOST).toSeconds(),
                    now - behind > CLEAN ? "" : "the calls do not keep up; ",
                    FailureCauses.of(last)));
      }
    }
  }

  static boolean clean(List<Call> calls, Set<Integer> ports) {
    return calls.stream().noneMatch(Call::failed)
        && calls.stream().map(Call::port).collect(Collectors.toSet()).equals(ports);
  }
}

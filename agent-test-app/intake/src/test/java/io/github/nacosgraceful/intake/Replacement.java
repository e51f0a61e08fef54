package io.github.nacosgraceful.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.IntSupplier;

/**
 * Two workers under load are replaced one by one, and what became of each message. Each case runs
 * it with and without the agent.
 */
final class Replacement {

  private final List<Worker> all = new ArrayList<>();
  private final List<Worker> replaced = new ArrayList<>();

  interface Starts {
    Worker start() throws Exception;
  }

  /**
   * @param starts a worker, which is on its way
   * @param eachMillis how often a message is sent
   * @param send sends one
   * @param sent how many messages were sent so far
   */
  static Replacement run(Starts starts, long eachMillis, Runnable send, IntSupplier sent)
      throws Exception {
    Replacement run = new Replacement();
    run.start(starts);
    run.start(starts);
    try (Load load = new Load(eachMillis, send)) {
      for (int i = 0; i < 2; i++) {
        Worker leaving = run.all.get(i);
        run.start(starts).awaitBegun(2);
        leaving.awaitBegun(5).stop();
        run.replaced.add(leaving);
      }
    }
    await()
        .atMost(Duration.ofSeconds(90))
        .pollInterval(Duration.ofMillis(200))
        .until(() -> new HashSet<>(run.ended()).size() >= sent.getAsInt());
    return run;
  }

  private Worker start(Starts starts) throws Exception {
    Worker started = starts.start().awaitReady();
    all.add(started);
    return started;
  }

  private List<String> ended() {
    List<String> ended = new ArrayList<>();
    all.forEach(worker -> ended.addAll(worker.ended()));
    return ended;
  }

  private List<String> begun() {
    List<String> begun = new ArrayList<>();
    all.forEach(worker -> begun.addAll(worker.begun()));
    return begun;
  }

  /** The workers that were told to stop. */
  List<Worker> replaced() {
    return replaced;
  }

  /** Those that were in their middle when their worker exited, or were broken off before. */
  List<String> interrupted() {
    List<String> interrupted = new ArrayList<>();
    for (Worker worker : replaced) {
      interrupted.addAll(worker.unfinished());
      interrupted.addAll(worker.broken());
    }
    return interrupted;
  }

  /**
   * Those that a worker had begun, and another one began after that was told to stop. A consumer
   * that joins takes queues over from others too, and begins again what they are at; that is none
   * of it.
   */
  List<String> twice() {
    List<String> twice = new ArrayList<>();
    for (Worker stopped : replaced) {
      List<String> begun = stopped.begun();
      for (Worker other : all) {
        if (other != stopped) {
          other.begunSince(stopped.stoppedAt()).stream()
              .filter(begun::contains)
              .forEach(twice::add);
        }
      }
    }
    return twice;
  }

  /** Those that have begun so many milliseconds after their worker was told to stop. */
  List<String> begunAfterTheStop(long millis) {
    List<String> late = new ArrayList<>();
    replaced.forEach(worker -> late.addAll(worker.begunAfter(millis)));
    return late;
  }

  /** For the log of the test: what the table asks for. */
  String figures(String name) {
    return "intake %s: begun 0.2 s after SIGTERM %d, interrupted %d, begun twice %d, of %d"
        .formatted(
            name,
            begunAfterTheStop(200).size(),
            interrupted().size(),
            twice().size(),
            begun().size());
  }

  void hasLostNothing() throws Exception {
    assertThat(interrupted()).as("interrupted").isEmpty();
    assertThat(twice()).as("begun twice").isEmpty();
    assertThat(begunAfterTheStop(Worker.SOON)).as("begun after the stop").isEmpty();
    for (Worker worker : replaced) {
      worker.hasLeftWell();
    }
  }
}

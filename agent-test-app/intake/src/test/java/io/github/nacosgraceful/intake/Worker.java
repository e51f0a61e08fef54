package io.github.nacosgraceful.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.nacosgraceful.testbed.Child;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A process that handles messages or jobs, and what it has written of them. */
final class Worker {

  /** A signal, and what it sets off, may take that long on a busy machine, in milliseconds. */
  static final long SOON = 1000;

  private static final Duration AT_MOST = Duration.ofSeconds(60);
  private static final Pattern HANDED_OVER = Pattern.compile("handed over at (\\d+) ms");

  private final Child child;
  final Side side;
  private long stoppedAt;

  Worker(Child child, Side side) {
    this.child = child;
    this.side = side;
  }

  /** One line of its journal. */
  record Line(long millis, String what, String name) {

    static Line of(String text) {
      String[] words = text.split(" ", 3);
      return new Line(Long.parseLong(words[0]), words[1], words[2]);
    }
  }

  Worker awaitReady() {
    await()
        .atMost(AT_MOST)
        .failFast(() -> assertThat(child.alive()).as(child::lastWords).isTrue())
        .until(() -> !lines("ready").isEmpty());
    return this;
  }

  /** Until it has begun so many, and is inside the last of them. */
  Worker awaitBegun(int count) {
    await()
        .atMost(AT_MOST)
        .failFast(() -> assertThat(child.alive()).as(child::lastWords).isTrue())
        .pollInterval(Duration.ofMillis(20))
        .until(() -> lines("begin").size() >= count && !unfinished().isEmpty());
    return this;
  }

  /** SIGTERM; comes back when it has exited. */
  Worker stop() {
    tellToStop();
    return awaitExit();
  }

  void tellToStop() {
    stoppedAt = System.currentTimeMillis();
    child.terminate();
  }

  Worker awaitExit() {
    assertThat(child.awaitExit(AT_MOST)).as(child.lastWords()).isTrue();
    return this;
  }

  long stoppedAt() {
    return stoppedAt;
  }

  Child child() {
    return child;
  }

  List<String> begun() {
    return names("begin");
  }

  List<String> ended() {
    return names("end");
  }

  List<String> broken() {
    return names("broken");
  }

  /** Begun, and neither ended nor broken off: the process has exited in their middle, or runs. */
  List<String> unfinished() {
    List<String> names = new ArrayList<>(begun());
    ended().forEach(names::remove);
    broken().forEach(names::remove);
    return names;
  }

  /** Those that have begun so long after it was told to stop. */
  List<String> begunAfter(long millis) {
    return begunSince(stoppedAt + millis);
  }

  /** Those that have begun since a moment, in milliseconds since 1970. */
  List<String> begunSince(long moment) {
    return lines("begin").stream().filter(line -> line.millis() > moment).map(Line::name).toList();
  }

  private List<String> names(String what) {
    return lines(what).stream().map(Line::name).toList();
  }

  private List<Line> lines(String what) {
    try {
      return child.logLines().stream()
          .filter(line -> line.matches("\\d+ [a-z]+ .+"))
          .map(Line::of)
          .filter(line -> line.what().equals(what))
          .toList();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Where the agent's endpoint is; empty so far. */
  Optional<URI> endpoint() throws IOException {
    return child.errorLines().stream()
        .filter(line -> line.contains("the endpoint is at "))
        .map(line -> URI.create(line.replaceFirst(".*the endpoint is at ", "").strip()))
        .findFirst();
  }

  /** The line in which the agent sums its shutdown up; empty if there is none. */
  String summary() throws IOException {
    return child.errorLines().stream()
        .filter(line -> line.contains("Shutdown: ") && line.contains("handed over at"))
        .findFirst()
        .orElse("");
  }

  /** By the summary: when the application's own shutdown began, in milliseconds since the stop. */
  long handedOverMillis() throws IOException {
    Matcher at = HANDED_OVER.matcher(summary());
    assertThat(at.find()).as(summary()).isTrue();
    return Long.parseLong(at.group(1));
  }

  /** Nothing was broken off, nothing began after it was told to stop, and the agent says so. */
  void hasLeftWell() throws IOException {
    assertThat(unfinished()).as("in the middle when it exited").isEmpty();
    assertThat(broken()).as("broken off").isEmpty();
    assertThat(begunAfter(SOON)).as("begun after the stop").isEmpty();
    assertThat(summary())
        .contains("; intake stopped at ")
        .contains("; in flight 0;")
        .contains("suppressed errors 0");
  }
}

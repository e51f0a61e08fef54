package io.github.nacosgraceful.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nacosgraceful.testbed.NewestTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What was released since the lists in {@code libraries/} were written, put through the contract. A
 * release that breaks it fails; a milestone is only told of. Leaves {@code target/newest.md}.
 *
 * <p>Asks Maven's metadata at each run, and so is in no other suite: what others release must not
 * break a build.
 */
@Tag("newest")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NewestIT {

  private final NewestTable table =
      new NewestTable("library", "listed newest", "newest there is", "what changed for us");

  static Stream<Candidate> candidates() {
    return Library.all().flatMap(library -> Candidate.of(library).stream());
  }

  @AfterAll
  void write() throws IOException {
    table.write(Path.of("target", "newest.md"));
  }

  @ParameterizedTest
  @MethodSource("candidates")
  void keepsTheContract(Candidate candidate) {
    Contact listed = Contact.with(candidate.listed());
    Contact found = Contact.with(candidate.found());
    List<String> changes = found.changesSince(listed);
    table.add(
        candidate.listed().library().toString(),
        candidate.listed().number(),
        found(candidate),
        changes.isEmpty()
            ? "nothing"
            : "since " + firstChanged(candidate, listed) + ": " + String.join("; ", changes));
    if (!candidate.milestone()) {
      assertThat(found.problems()).as(candidate.toString()).isEmpty();
    }
  }

  private static String found(Candidate candidate) {
    StringBuilder found = new StringBuilder(candidate.found().number());
    if (candidate.milestone()) {
      found.append(" (milestone)");
    }
    if (!candidate.companions().isEmpty()) {
      found.append(" with ").append(String.join(", ", candidate.companions()));
    }
    if (!candidate.missing().isEmpty()) {
      found.append(" (not to be had: ").append(String.join(", ", candidate.missing())).append(')');
    }
    return found.toString();
  }

  /** Found by bisection: the first after the listed one that is not as it is any more. */
  private static String firstChanged(Candidate candidate, Contact listed) {
    List<String> between = candidate.between();
    int low = 0;
    int high = between.size() - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (candidate.at(between.get(middle)).map(one -> isAsListed(one, listed)).orElse(true)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return between.isEmpty()
        ? candidate.found().coordinates().stream().collect(Collectors.joining(" with "))
        : between.get(low);
  }

  private static boolean isAsListed(Version version, Contact listed) {
    return Contact.with(version).changesSince(listed).isEmpty();
  }
}

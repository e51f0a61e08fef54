package io.github.nacosgraceful.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Keeps the suites of the tests, of the build and of CONTRIBUTING.md the same. */
class SuitesTest {

  private static final Path ROOT = Workspace.find("test-bed").root();

  /** Of everything, and of what is measured and not tested. */
  private static final Set<String> WITHOUT_TESTS = Set.of("all", "benchmark", "startup");

  private static final Pattern TAG = Pattern.compile("@Tag\\(\"([a-z]+)\"\\)");
  private static final Pattern KNOWN = Pattern.compile("<regex>(all\\|[a-z|]+)</regex>");

  /** The second column of the one table. */
  private static final Pattern LISTED = Pattern.compile("(?m)^\\| [^|]+ \\| (`[^|]+`) \\|");

  @Test
  void theBuildKnowsThoseThatTestsBelongTo() throws IOException {
    Set<String> tags = new TreeSet<>();
    for (String module : List.of("agent-test-app", "release")) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(module))) {
        files
            .filter(file -> file.toString().endsWith("IT.java"))
            .map(SuitesTest::read)
            .forEach(text -> TAG.matcher(text).results().forEach(tag -> tags.add(tag.group(1))));
      }
    }
    tags.remove("core");
    tags.addAll(WITHOUT_TESTS);
    assertThat(known()).containsExactlyInAnyOrderElementsOf(tags);
  }

  @Test
  void theTableSaysWhenToRunEach() {
    Set<String> listed =
        LISTED
            .matcher(read(ROOT.resolve("CONTRIBUTING.md")))
            .results()
            .flatMap(row -> Stream.of(row.group(1).replace("`", "").split(", ")))
            .collect(Collectors.toCollection(TreeSet::new));
    listed.add("all");
    assertThat(listed).containsExactlyInAnyOrderElementsOf(known());
  }

  /** What others have released since must not break a build. */
  @Test
  void allIsAllButTheNewest() {
    assertThat(read(ROOT.resolve("pom.xml")))
        .contains("<suite.tests>none() | any() &amp; !newest</suite.tests>");
  }

  private static Set<String> known() {
    return KNOWN
        .matcher(read(ROOT.resolve("pom.xml")))
        .results()
        .flatMap(regex -> Stream.of(regex.group(1).split("\\|")))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package io.github.nacosgraceful.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Each package of the agent says what it is, and the documentation shows the packages there are.
 */
class PackagesTest {

  private static final Path SOURCES = Path.of("src", "main", "java", "io/github/nacosgraceful");
  private static final Path DOCS = Path.of("..", "docs");

  private static final Pattern LAYOUT =
      Pattern.compile("## Layout\n.*?```\n[^\n]*\n(.*?)```", Pattern.DOTALL);
  private static final Pattern PACKAGE = Pattern.compile("(?<= )[a-z]+(?:/[a-z]+)*(?=/\\s)");

  /** A class with its package, as {@code leaving/Drain}. */
  private static final Pattern CLASS = Pattern.compile("(?<![\\w./-])[a-z]+(?:/[a-z]+)*/[A-Z]\\w+");

  @Test
  void eachSaysWhatLivesThereOnWhichThreadsAndWhatItMayImport() throws IOException {
    SortedSet<Path> folders = folders();
    assertThat(folders).hasSizeGreaterThan(40);
    for (Path folder : folders) {
      Path info = folder.resolve("package-info.java");
      assertThat(info).exists();
      assertThat(Files.readString(info).split("<p>"))
          .as("what lives here, on which threads, what it may import: %s", info)
          .hasSize(3);
    }
  }

  @Test
  void theLayoutHasAllOfThem() throws IOException {
    String page = Files.readString(DOCS.resolve("how-it-works.md"));
    String layout = LAYOUT.matcher(page).results().findFirst().orElseThrow().group(1);
    Set<String> shown =
        PACKAGE.matcher(" " + layout).results().map(MatchResult::group).collect(Collectors.toSet());
    for (Path folder : folders()) {
      if (hasClasses(folder) && !folder.equals(SOURCES)) {
        assertThat(shown).contains(SOURCES.relativize(folder).toString());
      }
    }
    assertThat(shown).allMatch(folder -> Files.isDirectory(SOURCES.resolve(folder)));
  }

  @Test
  void everyClassThatIsNamedWithItsPackageIsThere() throws IOException {
    for (String page : List.of("how-it-works.md", "inside-the-agent.md")) {
      List<String> named =
          CLASS
              .matcher(Files.readString(DOCS.resolve(page)))
              .results()
              .map(MatchResult::group)
              .toList();
      assertThat(named)
          .as("classes named in %s", page)
          .isNotEmpty()
          .allMatch(name -> Files.exists(SOURCES.resolve(name + ".java")));
    }
  }

  private static boolean hasClasses(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.anyMatch(
          file -> file.toString().endsWith(".java") && !file.endsWith("package-info.java"));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static SortedSet<Path> folders() throws IOException {
    try (Stream<Path> files = Files.walk(SOURCES)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .map(Path::getParent)
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }
}

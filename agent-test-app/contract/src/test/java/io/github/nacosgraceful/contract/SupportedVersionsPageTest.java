package io.github.nacosgraceful.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Keeps {@code docs/supported-versions.md} true: it names the versions of the lists, all of them.
 */
class SupportedVersionsPageTest {

  private static final Path PAGE = Path.of("..", "..", "docs", "supported-versions.md");

  static Stream<Library> listsWhatIsTested() {
    return Library.all();
  }

  @ParameterizedTest
  @MethodSource
  void listsWhatIsTested(Library library) throws IOException {
    String versions = library.versions().map(Version::number).collect(Collectors.joining(", "));
    assertThat(Files.readString(PAGE)).contains("| `" + library + ".txt` | " + versions + " |");
  }
}

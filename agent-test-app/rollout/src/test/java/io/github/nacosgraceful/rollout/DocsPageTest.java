package io.github.nacosgraceful.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DocsPageTest {

  private static final String BEGIN =
      "<!-- written by mvn verify -Dsuite=matrix -Dupdate: begin -->";
  private static final String END = "<!-- written by mvn verify -Dsuite=matrix -Dupdate: end -->";

  @TempDir private Path folder;

  @Test
  void replacesWhatIsBetweenItsMarkers() throws Exception {
    DocsPage page = page("| other |\n" + BEGIN + "\n\n| a | b |\n|---|\n" + END + "\n| after |");
    assertThat(page.rows()).containsExactly("| a | b |");
    page.write("| c |\n");
    assertThat(page.file())
        .content()
        .isEqualTo("| other |\n" + BEGIN + "\n\n| c |\n\n" + END + "\n| after |");
  }

  @Test
  void leavesAPageWithoutMarkersOrWithThoseOfOthersAsItIs() throws Exception {
    DocsPage page = page(BEGIN.replace("matrix", "rollouts") + END.replace("matrix", "rollouts"));
    assertThatThrownBy(() -> page.write("| c |\n")).hasMessageContaining("-Dsuite=matrix");
    assertThatThrownBy(page::rows).hasMessageContaining("-Dsuite=matrix");
    assertThat(page.file()).content().doesNotContain("| c |");
  }

  @Test
  void splitsARowIntoCells() {
    assertThat(DocsPage.cells("| a b |  | c |")).containsExactly("", "a b", "", "c", "");
  }

  private DocsPage page(String text) throws Exception {
    return new DocsPage(Files.writeString(folder.resolve("page.md"), text), "matrix");
  }
}

package io.github.nacosgraceful.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** {@code docs/diagnosis.md}, which shows what doctor really says. */
final class DiagnosisPage {

  private static final String HOW = "<!-- written by mvn verify -Dsuite=doctor -Dupdate: %s %s -->";

  private final Path file;

  DiagnosisPage(Path root) {
    file = root.resolve("docs/diagnosis.md");
  }

  /** The page has these findings, in this order; with {@code -Dupdate} it gets this output. */
  void check(String section, Diagnosis diagnosis) throws IOException {
    String page = Files.readString(file);
    String begin = HOW.formatted(section, "begin");
    String end = HOW.formatted(section, "end");
    int from = page.indexOf(begin);
    int to = page.indexOf(end);
    assertThat(from).as("%s in %s", begin, file).isNotNegative().isLessThan(to);
    from += begin.length();
    if (System.getProperty("update") != null) {
      String shown = "\n```\n$ " + diagnosis.command() + "\n" + diagnosis.text() + "```\n";
      Files.writeString(file, page.substring(0, from) + shown + page.substring(to));
    } else {
      assertThat(Diagnosis.ids(page.substring(from, to))).isEqualTo(diagnosis.ids());
    }
  }
}

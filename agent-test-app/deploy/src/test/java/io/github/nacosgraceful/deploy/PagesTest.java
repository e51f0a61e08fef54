package io.github.nacosgraceful.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What the documentation shows is what is in {@code deploy/}, and so what the other tests check: a
 * file behind its name in a comment, and else parts of files. What is not shown is linked to.
 */
class PagesTest {

  private static final Pattern FILE =
      Pattern.compile("<!-- (deploy/\\S+) -->\n```\\w+\n(.*?)```\n", Pattern.DOTALL);
  private static final Pattern BLOCK =
      Pattern.compile("^```(?:yaml|ini)\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);
  private static final Pattern LINK = Pattern.compile("]\\((?:\\.\\./)?(deploy/[^)#]+)\\)");

  @Test
  void showsEachFileAsItIsOrLeadsToIt() throws IOException {
    Set<String> shown = new TreeSet<>();
    for (Path page : pages()) {
      String text = Files.readString(page);
      Matcher file = FILE.matcher(text);
      String expected =
          file.replaceAll(
              match -> {
                shown.add(match.group(1));
                return Matcher.quoteReplacement(withFile(match));
              });
      if (Boolean.getBoolean("update") && !expected.equals(text)) {
        Files.writeString(page, expected);
      }
      assertThat(Files.readString(page)).as("%s, else -Dupdate", page).isEqualTo(expected);
      LINK.matcher(text).results().forEach(link -> shown.add(link.group(1)));
    }
    assertThat(shown)
        .containsAll(
            Examples.all().stream()
                .map(file -> Examples.ROOT.relativize(file).toString())
                .toList());
  }

  @Test
  void showsNothingThatIsNotInAFile() throws IOException {
    List<String> files = new ArrayList<>();
    for (Path file : Examples.all()) {
      files.add(withoutIndent(Files.readString(file)));
    }
    for (Path page : pages()) {
      Matcher block = BLOCK.matcher(Files.readString(page));
      while (block.find()) {
        String part = withoutIndent(block.group(1));
        assertThat(files).as("%s shows%n%s", page, part).anyMatch(file -> file.contains(part));
      }
    }
  }

  private static String withFile(MatchResult match) {
    String type = match.group(1).endsWith(".conf") ? "ini" : "yaml";
    try {
      String file = Files.readString(Examples.ROOT.resolve(match.group(1)));
      return "<!-- " + match.group(1) + " -->\n```" + type + "\n" + file + "```\n";
    } catch (IOException e) {
      throw new AssertionError("there is no such file", e);
    }
  }

  private static String withoutIndent(String text) {
    return text.replaceAll("(?m)^ +", "");
  }

  private static List<Path> pages() throws IOException {
    try (Stream<Path> docs = Files.list(Examples.ROOT.resolve("docs"));
        Stream<Path> others =
            Stream.of("README.md", "CONTRIBUTING.md").map(Examples.ROOT::resolve)) {
      return Stream.concat(docs.filter(page -> page.toString().endsWith(".md")), others)
          .sorted()
          .toList();
    }
  }
}

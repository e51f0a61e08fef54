package io.github.nacosgraceful.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A page in Chinese holds what the page in English holds: the same commands, tables of the same
 * rows, headings that are linked to by the same anchors, and links to the same places.
 */
class TranslationTest {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final String CHINESE = ".zh-CN.md";
  private static final Pattern BLOCK =
      Pattern.compile("^```.*?\n(?:.*?\n)??```$", Pattern.DOTALL | Pattern.MULTILINE);
  private static final Pattern HEADING = Pattern.compile("^(#{1,6}) (.+)$", Pattern.MULTILINE);
  private static final Pattern ANCHOR = Pattern.compile("<a id=\"([^\"]+)\">");
  private static final Pattern CODE = Pattern.compile("`[^`\n]+`");
  private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");

  static List<Path> translations() throws IOException {
    try (Stream<Path> root = Files.list(ROOT);
        Stream<Path> docs = Files.list(ROOT.resolve("docs"))) {
      return Stream.concat(root, docs)
          .filter(page -> page.toString().endsWith(CHINESE))
          .sorted()
          .toList();
    }
  }

  @Test
  void areThereForWhomeverIsInAHurry() throws IOException {
    assertThat(translations())
        .extracting(page -> ROOT.relativize(page).toString())
        .contains("README.zh-CN.md", "docs/diagnosis.zh-CN.md", "docs/kubernetes.zh-CN.md");
  }

  /** Commands, and what they print, are copied from these. */
  @ParameterizedTest
  @MethodSource("translations")
  void hasTheSameCommands(Path page) throws IOException {
    List<String> blocks = all(BLOCK, Files.readString(original(page)));
    if (Boolean.getBoolean("update")) {
      Files.writeString(page, withBlocks(Files.readString(page), blocks));
    }
    assertThat(all(BLOCK, Files.readString(page))).as("else -Dupdate").isEqualTo(blocks);
  }

  @ParameterizedTest
  @MethodSource("translations")
  void hasTheSameHeadings(Path page) throws IOException {
    String chinese = withoutBlocks(page);
    String english = withoutBlocks(original(page));
    assertThat(groups(HEADING, chinese)).isEqualTo(groups(HEADING, english));
    List<String> anchors = new ArrayList<>();
    Matcher heading = HEADING.matcher(english);
    while (heading.find()) {
      if (heading.group(1).length() > 1) {
        anchors.add(LinksTest.anchor(heading.group(2)));
      }
    }
    assertThat(groups(ANCHOR, chinese)).containsSubsequence(anchors);
  }

  @ParameterizedTest
  @MethodSource("translations")
  void hasTheSameTables(Path page) throws IOException {
    assertThat(rows(page)).isEqualTo(rows(original(page)));
  }

  @ParameterizedTest
  @MethodSource("translations")
  void leadsToTheSamePlaces(Path page) throws IOException {
    assertThat(links(page)).isEqualTo(links(original(page)));
  }

  /** It is not English with a few words changed, nor left in the middle. */
  @ParameterizedTest
  @MethodSource("translations")
  void isInChinese(Path page) throws IOException {
    long han =
        withoutBlocks(page)
            .codePoints()
            .filter(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.HAN)
            .count();
    assertThat(han).isGreaterThan(withoutBlocks(original(page)).length() / 8);
  }

  /** Of each row, how many cells it has and what is code in it. */
  private static List<String> rows(Path page) throws IOException {
    return withoutBlocks(page)
        .lines()
        .filter(line -> line.startsWith("|"))
        .map(line -> cells(line) + " cells with " + new TreeSet<>(all(CODE, line)))
        .toList();
  }

  private static int cells(String row) {
    return CODE.matcher(row.replace("\\|", "")).replaceAll("").split("\\|", -1).length - 2;
  }

  private static TreeSet<String> links(Path page) throws IOException {
    TreeSet<String> links = new TreeSet<>();
    String other = page.getFileName().toString().replace(CHINESE, "").replace(".md", "");
    for (String link : groups(LINK, withoutBlocks(page))) {
      String plain = link.replace(CHINESE, ".md");
      if (!plain.equals(other + ".md")) { // each leads to the other
        links.add(plain);
      }
    }
    return links;
  }

  private static String withBlocks(String page, List<String> blocks) {
    assertThat(all(BLOCK, page)).hasSameSizeAs(blocks);
    StringBuilder out = new StringBuilder();
    Matcher block = BLOCK.matcher(page);
    for (String each : blocks) {
      block.find();
      block.appendReplacement(out, Matcher.quoteReplacement(each));
    }
    return block.appendTail(out).toString();
  }

  private static Path original(Path page) {
    Path original = Path.of(page.toString().replace(CHINESE, ".md"));
    assertThat(original).exists();
    return original;
  }

  private static String withoutBlocks(Path page) throws IOException {
    return BLOCK.matcher(Files.readString(page)).replaceAll("");
  }

  private static List<String> all(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(MatchResult::group).toList();
  }

  private static List<String> groups(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(match -> match.group(1)).toList();
  }
}

package io.github.nacosgraceful.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Keeps the tables of {@code docs/operations.md} true: each line that the agent can log from info
 * upwards is in one whose first column is headed {@code line}, in back quotes, with {@code …} where
 * something is put in ({@code <service>} and {@code N} say what); and nothing else is.
 */
class MessagesPageTest {

  private static final Path PAGE = Path.of("..", "docs", "operations.md");
  private static final Pattern SPAN = Pattern.compile("`([^`]+)`");

  private static String page;
  private static Messages code;

  @BeforeAll
  static void read() throws IOException {
    page = Files.readString(PAGE);
    code = Messages.read();
  }

  @Test
  void listsEveryMessage() {
    List<Wording> listed = listed("line");
    assertThat(listed).hasSizeGreaterThan(30);
    List<String> missing = new ArrayList<>();
    code.messages.forEach(
        (message, where) -> {
          if (listed.stream().noneMatch(message::fits)) {
            missing.add("| `" + message + "` | what it means, and what to do | <- " + where);
          }
        });
    assertThat(missing)
        .as(
            "rows that a table \"| line |\" of docs/operations.md needs, or whose words differ there")
        .isEmpty();
  }

  @Test
  void listsNothingThatTheCodeDoesNotSay() {
    assertThat(code.messages).hasSizeGreaterThan(30);
    assertThat(listed("line"))
        .as(
            "entries of the tables \"| line |\" of docs/operations.md that no code logs: mend or remove")
        .allMatch(entry -> code.messages.keySet().stream().anyMatch(entry::fits));
  }

  /** The summary of a drain, for one. */
  @Test
  void explainsThePartsOfLinesThatArePutTogether() {
    List<String> missing = new ArrayList<>();
    code.parts.forEach(
        (part, where) -> {
          if (!page.contains(words(part))) {
            missing.add("\"" + words(part) + "\" of the line logged at " + where);
          }
        });
    assertThat(missing).as("words that docs/operations.md does not mention").isEmpty();
    assertThat(listed("in the line"))
        .as("entries of the table \"| in the line |\" that no code logs: mend or remove")
        .isNotEmpty()
        .allMatch(
            entry ->
                code.parts.keySet().stream()
                    .map(MessagesPageTest::words)
                    .anyMatch(words -> words.length() > 3 && entry.text().contains(words)));
  }

  @Test
  void listsTheOccasionsAsTheyAre() {
    assertThat(listed("begins with"))
        .as("entries of the table \"| begins with |\" that are not in the code: mend or remove")
        .isNotEmpty()
        .allMatch(
            entry -> code.literals.stream().anyMatch(text -> text.startsWith(words(entry.text()))));
  }

  /** Up to the first gap, without the punctuation around. */
  private static String words(String text) {
    return text.replaceAll("\\{}", "…").replaceAll("^\\W+", "").replaceAll("\\W*(….*)?$", "");
  }

  /** What stands in back quotes in the first column of the tables with such a head. */
  private static List<Wording> listed(String head) {
    List<Wording> entries = new ArrayList<>();
    boolean inTable = false;
    for (String line : page.lines().toList()) {
      if (!line.startsWith("|")) {
        inTable = false;
      } else if (line.startsWith("| " + head)) {
        inTable = true;
      } else if (inTable && !line.startsWith("|---")) {
        Matcher span = SPAN.matcher(line.substring(0, line.indexOf(" | ", 2)));
        while (span.find()) {
          entries.add(Wording.ofPage(span.group(1)));
        }
      }
    }
    return entries;
  }
}

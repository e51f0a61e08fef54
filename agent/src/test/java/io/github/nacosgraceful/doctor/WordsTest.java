package io.github.nacosgraceful.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nacosgraceful.doctor.fact.Facts;
import io.github.nacosgraceful.doctor.fact.NodeFacts;
import io.github.nacosgraceful.doctor.fact.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine.Help.Ansi;

/** The report of doctor in Chinese. {@link ChecksTest} holds every finding against it. */
class WordsTest {

  private static final Path FILE =
      Path.of("src/main/resources/io/github/nacosgraceful/doctor/zh-CN.txt");
  private static final Pattern GAP = Pattern.compile("\\{[0-9]?}");

  private final Words chinese = Words.in("zh");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "10.0.0.1:80 is listed, but its port refuses connections.|10.0.0.1:80 在列表里,但端口拒绝连接。",
        "The clock of node a:1 is 10 s ahead of that of b:1.|节点 a:1 的时钟比 b:1 快 10 s。",
        "Node a:1 cannot be asked: it refuses connections.|节点 a:1 问不到:拒绝连接。",
        "G@@s is in order: 1 instance on 2 nodes.|G@@s 正常:1 个实例,2 个节点。",
        "what nobody knows|what nobody knows"
      })
  void saysWhatChecksSay(String english, String said) {
    assertThat(chinese.of(english)).isEqualTo(said);
    assertThat(Words.ENGLISH.of(english)).isEqualTo(english);
  }

  @Test
  void goesByTheEnvironment() {
    assertThat(Words.ofEnvironment(Map.of("LANG", "zh_CN.UTF-8"))).isEqualTo("zh_CN.UTF-8");
    assertThat(Words.ofEnvironment(Map.of("LANG", "zh_CN.UTF-8", "LC_ALL", "C"))).isEqualTo("C");
    assertThat(Words.ofEnvironment(Map.of())).isNull();
    for (String other : new String[] {null, "C", "en_US.UTF-8", "ja_JP"}) {
      assertThat(Words.in(other)).isSameAs(Words.ENGLISH);
    }
  }

  @Test
  void writesAReportInItsColumns() {
    NodeFacts node = new NodeFacts("10.1.0.1:8848");
    node.problem = "it refuses connections";
    Facts facts = new Facts(new Target("", "G", "s", "10.0.0.1:80"), List.of(node));
    String report = TextReport.of(new Verdict(facts), Ansi.OFF, chinese);
    assertThat(report)
        .startsWith("没有一个 Nacos 节点应答。\n")
        .contains("\n原因    节点 10.1.0.1:8848 问不到:拒绝连接。 [node-unreachable]\n")
        .contains("节点 10.1.0.1:8848:拒绝连接");
    assertThat(report.lines()).allMatch(line -> Columns.of(line) <= 100);
  }

  @Test
  void breaksLinesBetweenCharacters() {
    assertThat(Columns.wrapped("一二三四五,六七 abc defg", 10))
        .containsExactly("一二三四", "五,六七", "abc defg");
    assertThat(Columns.padded("原因", 6)).isEqualTo("原因  ");
  }

  /** Pairs of lines, the second with the gaps of the first. */
  @Test
  void hasTheSameGaps() throws Exception {
    List<String> lines = Files.readAllLines(FILE).stream().filter(line -> !line.isEmpty()).toList();
    assertThat(lines.size() % 2).isZero();
    for (int i = 0; i < lines.size(); i += 2) {
      assertThat(gaps(lines.get(i + 1))).as(lines.get(i)).isEqualTo(gaps(lines.get(i)));
    }
  }

  private static long gaps(String text) {
    return GAP.matcher(text).results().count();
  }
}

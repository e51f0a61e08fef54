package io.github.nacosgraceful.doctor;

import io.github.nacosgraceful.doctor.fact.Facts;
import io.github.nacosgraceful.doctor.fact.Finding;
import io.github.nacosgraceful.doctor.fact.Instance;
import io.github.nacosgraceful.doctor.fact.NodeFacts;
import io.github.nacosgraceful.doctor.fact.ProcessFacts;
import io.github.nacosgraceful.doctor.fact.Reach;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Help.Ansi;

/** A report for people: the verdict, the findings, and which node says what. */
final class TextReport {

  private static final int WIDTH = 100;
  private static final String MARGIN = "        ";

  private final Ansi ansi;
  private final Words words;
  private final StringBuilder text = new StringBuilder();

  private TextReport(Ansi ansi, Words words) {
    this.ansi = ansi;
    this.words = words;
  }

  static String of(Verdict verdict, Ansi ansi, Words words) {
    TextReport report = new TextReport(ansi, words);
    report.line(report.bold("bold", verdict.sentence(words)));
    verdict.findings.forEach(report::add);
    report.add(verdict.facts);
    return report.text.toString();
  }

  private void add(Finding finding) {
    String label = words.of(finding.severity.name());
    line("");
    text.append(bold("bold," + finding.severity.colour, label));
    text.append(MARGIN.substring(Columns.of(label)));
    wrap(words.of(finding.sentence) + " [" + finding.id + "]");
    for (String seen : finding.evidence) {
      line(MARGIN + "- " + words.of(seen));
    }
    text.append(MARGIN);
    wrap(words.of(finding.remedy()));
  }

  private void add(Facts facts) {
    List<String[]> rows = new ArrayList<>();
    List<String> head = new ArrayList<>();
    head.add(words.of("instance"));
    facts.answering().forEach(node -> head.add(node.address));
    head.add(words.of("port"));
    head.add(words.of("kind"));
    rows.add(head.toArray(new String[0]));
    for (String address : facts.addresses()) {
      rows.add(row(facts, address));
    }
    if (facts.target.instance != null && !facts.addresses().contains(facts.target.instance)) {
      rows.add(row(facts, facts.target.instance));
    }
    line("");
    if (rows.size() > 1) {
      table(rows);
      line("");
    }
    facts.nodes.forEach(this::add);
    if (facts.process != null) {
      add(facts.process);
    }
  }

  private String[] row(Facts facts, String address) {
    List<String> row = new ArrayList<>();
    row.add(address);
    for (NodeFacts node : facts.answering()) {
      boolean known = node.instance(address) != null;
      row.add(node.lists(address) ? words.of("listed") : known ? words.of("disabled") : "-");
    }
    Reach reach = facts.reach.get(address);
    row.add(reach == null ? "?" : words.of(reach.name().toLowerCase(Locale.ROOT)));
    Instance instance = facts.instance(address);
    row.add(
        instance == null
            ? "-"
            : words.of(
                (instance.ephemeral ? "ephemeral" : "permanent")
                    + (instance.healthy ? "" : ", unhealthy")));
    return row.toArray(new String[0]);
  }

  private void add(NodeFacts node) {
    if (node.problem != null) {
      line(words.of("node " + node.address + ": " + node.problem));
      return;
    }
    String version = node.version == null ? node.generation + ".x" : node.version;
    String clock =
        node.clockOffsetMillis == null
            ? ""
            : String.format(Locale.ROOT, ", clock %+.0f s", node.clockOffsetMillis / 1000.0 + 0.0);
    line(words.of("node " + node.address + ": Nacos " + version + clock.replace("-0 s", "+0 s")));
  }

  private void add(ProcessFacts process) {
    line(
        words.of(
            "process "
                + process.pid
                + ": "
                + process.state
                + ", "
                + (process.sees == null
                    ? "does not call the service"
                    : "calls "
                        + (process.sees.isEmpty() ? "nobody" : String.join(", ", process.sees)))));
  }

  private void table(List<String[]> rows) {
    int[] widths = new int[rows.get(0).length];
    for (String[] row : rows) {
      for (int i = 0; i < row.length; i++) {
        widths[i] = Math.max(widths[i], Columns.of(row[i]));
      }
    }
    for (String[] row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < row.length; i++) {
        line.append(Columns.padded(row[i], widths[i] + 2));
      }
      line(line.toString().replaceFirst("\\s+$", ""));
    }
  }

  /** Names of services have the characters in them that picocli takes for markup. */
  private String bold(String style, String what) {
    return ansi.enabled() ? ansi.string("@|" + style + " \u0001|@").replace("\u0001", what) : what;
  }

  private void wrap(String sentences) {
    line(String.join("\n" + MARGIN, Columns.wrapped(sentences, WIDTH - MARGIN.length())));
  }

  private void line(String line) {
    text.append(line).append('\n');
  }
}

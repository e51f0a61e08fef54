package io.github.nacosgraceful.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nacosgraceful.doctor.fact.Facts;
import io.github.nacosgraceful.doctor.fact.ProcessFacts;
import io.github.nacosgraceful.doctor.fact.Target;
import io.github.nacosgraceful.nacos.FakeNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Help.Ansi;

/** Whoever may register an instance chooses what an administrator's terminal is shown. */
class StrangeNamesTest {

  private static final String STRANGE = "\\u001b[2K\\rall is well\\u009b1A";

  @Test
  void sendsNothingToTheTerminalThatMovesItsCursor() throws Exception {
    Target target = new Target("public", "G", "orders", null);
    try (FakeNode node = new FakeNode()) {
      node.answers("/nacos/v1/console/server/state", "{\"version\": \"1.4.2" + STRANGE + "\"}")
          .lists(
              "{\"ip\": \"10.0.0.1\", \"port\": 0, \"clusterName\": \"" + STRANGE + "\"}",
              "{\"ip\": \"x" + STRANGE + "\", \"port\": 0, \"healthy\": false}")
          .answers(
              "/nacos/v1/core/cluster/nodes",
              "{\"data\": [{\"ip\": \"" + STRANGE + "\", \"port\": 8848, \"state\": \"UP\"}]}")
          .answers(
              "/nacos/v1/ns/catalog/services",
              "{\"serviceList\": [{\"name\": \"" + STRANGE + "\", \"groupName\": \"G\"}]}");
      Facts facts = new Examination(List.of(node.address()), "/nacos", null, null).of(target);
      facts.process =
          ProcessFacts.of(
              """
              {"pid": 1, "state": "STRANGE", "suppressedErrors": 0, "registrations": [],
               "services": [{"name": "orders", "instances": ["STRANGE:1"]}],
               "hooks": [{"part": "STRANGE", "state": "off", "reason": "STRANGE"}]}
              """
                  .replace("STRANGE", STRANGE),
              target);
      Verdict verdict = new Verdict(facts);
      String report = TextReport.of(verdict, Ansi.OFF, Words.ENGLISH);
      assertThat(report)
          .contains("\\u001b[2K all is well\\u009b1A")
          .matches(text -> text.chars().noneMatch(c -> Character.isISOControl(c) && c != '\n'));
      assertThat(JsonReport.of(verdict))
          .matches(text -> text.chars().noneMatch(c -> Character.isISOControl(c) && c != '\n'));
    }
  }
}

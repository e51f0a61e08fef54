package io.github.nacosgraceful.doctor.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nacosgraceful.doctor.fact.Target;
import io.github.nacosgraceful.nacos.FakeNode;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a node lists, and what is no answer to that question. */
class ListedTest {

  private static final Target TARGET = new Target("public", "G", "orders", null);

  private final FakeNode node = new FakeNode();
  private final NodeHttp http = new NodeHttp(node.address(), "/nacos");

  ListedTest() throws IOException {}

  @AfterEach
  void close() {
    node.close();
  }

  @Test
  void knowsAServiceWithoutInstances() throws IOException {
    node.lists().answers("/nacos/v3/client/ns/instance/list", "{\"data\": []}");
    assertThat(new Api1(http).listed(TARGET)).isEmpty();
    assertThat(new Api3(http).listed(TARGET)).isEmpty();
  }

  /** A gateway or a login page in front of the node: it has said nothing of instances. */
  @Test
  void takesNoAnswerWithoutAListForAnEmptyOne() {
    node.answers("/nacos/v1/ns/instance/list", "{}")
        .answers("/nacos/v3/client/ns/instance/list", "{\"code\": 0}");
    assertThatThrownBy(() -> new Api1(http).listed(TARGET))
        .isInstanceOf(NodeHttp.Refused.class)
        .hasMessage("no list of hosts");
    assertThatThrownBy(() -> new Api3(http).listed(TARGET))
        .isInstanceOf(NodeHttp.Refused.class)
        .hasMessage("no list of data");
  }
}

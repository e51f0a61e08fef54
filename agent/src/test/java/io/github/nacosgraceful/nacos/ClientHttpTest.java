package io.github.nacosgraceful.nacos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientHttpTest {

  private final FakeNode node = new FakeNode();
  private final ClientHttp http = new ClientHttp(this, "dev");

  ClientHttpTest() throws IOException {}

  @AfterEach
  void close() {
    node.close();
  }

  @Test
  void asksForAServiceByItsWholeName() throws Exception {
    node.lists("{\"ip\": \"10.0.0.1\", \"port\": 1}");
    assertThat(http.instances(node.address(), "orders", "G"))
        .isEqualTo(List.of(Map.of("ip", "10.0.0.1", "port", 1.0)));
    assertThat(node.asked)
        .singleElement()
        .asString()
        .contains("serviceName=G%40%40orders", "namespaceId=dev", "healthyOnly=false");
  }

  @Test
  void asksAServerOfGeneration3InItsOwnWay() throws Exception {
    node.answers(
        "/nacos/v3/client/ns/instance/list", "{\"data\": [{\"ip\": \"10.0.0.1\", \"port\": 1}]}");
    assertThat(http.instances(node.address(), "orders", "G")).hasSize(1);
    assertThat(node.asked).last().asString().contains("serviceName=orders", "groupName=G");
  }

  /** A gateway or a login page in front of the node: it has said nothing of instances. */
  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"code\": 0}", "{\"hosts\": null}", "{\"hosts\": {}}"})
  void takesNoAnswerWithoutAListForAnEmptyOne(String json) {
    node.answers("/nacos/v1/ns/instance/list", json);
    assertThatThrownBy(() -> http.instances(node.address(), "orders", "G"))
        .isInstanceOf(IOException.class)
        .hasMessage("no list of hosts at /v1/ns/instance/list");
  }

  @Test
  void takesNoAnswerOfGeneration3WithoutAListForAnEmptyOne() {
    node.answers("/nacos/v3/client/ns/instance/list", "{}");
    assertThatThrownBy(() -> http.instances(node.address(), "orders", "G"))
        .isInstanceOf(IOException.class)
        .hasMessage("no list of data at /v3/client/ns/instance/list");
  }

  @Test
  void knowsAServiceWithoutInstances() throws Exception {
    node.lists();
    assertThat(http.instances(node.address(), "orders", "G")).isEmpty();
  }

  @Test
  void knowsNoMembersWhereTheAnswerHasNone() {
    node.answers("/nacos/v1/core/cluster/nodes", "{}");
    assertThat(http.members(node.address())).isNull();
  }

  /** What it is told must be an address that can be asked in turn. */
  @Test
  void putsTheAddressesOfMembersIntoBracketsThatNeedThem() {
    node.answers(
        "/nacos/v1/core/cluster/nodes",
        "{\"data\": [{\"ip\": \"10.0.0.1\", \"port\": 8848},"
            + " {\"ip\": \"2001:DB8:0:0:0:0:0:1\", \"port\": 8848}]}");
    assertThat(http.members(node.address())).containsExactly("10.0.0.1:8848", "[2001:db8::1]:8848");
  }

  @Test
  void asksOldServersForTheirMembersWhereTheyTellThem() {
    node.answers(
        "/nacos/v1/ns/operator/servers",
        "{\"servers\": [{\"ip\": \"10.0.0.1\", \"servePort\": 8848}]}");
    assertThat(http.members(node.address())).containsExactly("10.0.0.1:8848");
  }

  @Test
  void knowsAServerThatStandsAlone() {
    node.answers("/nacos/v1/console/server/state", "{\"standalone_mode\": \"standalone\"}");
    assertThat(http.members(node.address())).containsExactly(node.address());
  }

  @Test
  void knowsNoMembersWhereNobodyTells() {
    assertThat(http.members(node.address())).isNull();
  }
}

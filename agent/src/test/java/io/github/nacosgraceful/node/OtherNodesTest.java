package io.github.nacosgraceful.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nacosgraceful.nacos.ClientHttp;
import io.github.nacosgraceful.nacos.ClientInternals;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class OtherNodesTest {

  @Test
  void areThoseThatTheClientIsConfiguredWithBesideTheConnectedOne() throws Exception {
    ClientInternals client = new Client("127.0.0.1:1", "127.0.0.1:2", "127.0.0.1:3");
    assertThat(new OtherNodes(client).beside("127.0.0.1:2"))
        .extracting(node -> node.address)
        .containsExactly("127.0.0.1:1", "127.0.0.1:3");
  }

  @Test
  void areAllWithoutAConnection() throws Exception {
    assertThat(new OtherNodes(new Client("127.0.0.1:1", "127.0.0.1:2")).beside(null)).hasSize(2);
  }

  @Test
  void areNamedByTheNodeBehindASingleAddress() throws Exception {
    ClientInternals client = new Client("127.0.0.1:80").withMembers("127.0.0.1:1", "127.0.0.1:2");
    assertThat(new OtherNodes(client).beside("127.0.0.1:80"))
        .allSatisfy(node -> assertThat(node.named).isTrue())
        .extracting(node -> node.address)
        .containsExactly("127.0.0.1:1", "127.0.0.1:2");
  }

  @Test
  void mayBeMoreWhereNobodyTells() throws Exception {
    OtherNodes others = new OtherNodes(new Client("127.0.0.1:80").withMembers());
    assertThat(others.beside("127.0.0.1:80")).isEmpty();
    assertThat(others.mayBeMore()).isTrue();
  }

  @Test
  void areNoneOfAServerThatStandsAlone() throws Exception {
    ClientInternals client = new Client("127.0.0.1:80").withMembers("10.0.0.1:8848");
    assertThat(new OtherNodes(client).beside("127.0.0.1:80")).isEmpty();
    assertThat(new OtherNodes(client).beside(null)).hasSize(1);
  }

  /** One that is configured with some nodes. */
  private static final class Client extends ClientInternals {

    private final List<String> nodes;
    private List<String> members = Collections.emptyList();

    Client(String... nodes) {
      this.nodes = Arrays.asList(nodes);
    }

    Client withMembers(String... named) {
      members = Arrays.asList(named);
      return this;
    }

    @Override
    public List<String> nodes() {
      return nodes;
    }

    @Override
    public List<String> members(String node) {
      return members.isEmpty() ? null : members;
    }

    @Override
    public String connectedNode() {
      throw new UnsupportedOperationException();
    }

    @Override
    public ClientHttp http() {
      throw new UnsupportedOperationException();
    }

    @Override
    public void deregisterBatch(String service, String group, Object anyInstance) {
      throw new UnsupportedOperationException();
    }

    @Override
    public boolean closeConnection() {
      throw new UnsupportedOperationException();
    }
  }
}

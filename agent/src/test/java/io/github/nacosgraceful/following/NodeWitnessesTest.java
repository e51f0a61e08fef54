package io.github.nacosgraceful.following;

import static org.assertj.core.api.Assertions.assertThat;

import com.alibaba.nacos.api.naming.pojo.Instance;
import com.alibaba.nacos.client.naming.NacosNamingService;
import io.github.nacosgraceful.instance.ServiceName;
import io.github.nacosgraceful.nacos.FakeNode;
import io.github.nacosgraceful.nacos.NacosClients;
import io.github.nacosgraceful.nacos.NacosHandles;
import io.github.nacosgraceful.thread.FakeScheduler;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the nodes of a client 1 say, which is configured with two of them. */
class NodeWitnessesTest {

  private static final String USABLE = "{\"ip\": \"10.0.0.1\", \"port\": 1, \"weight\": 1.0}";
  private static final String UNHEALTHY = "{\"ip\": \"10.0.0.1\", \"port\": 2, \"healthy\": false}";

  private final FakeScheduler time = new FakeScheduler();
  private final FakeNode first = new FakeNode();
  private final FakeNode second = new FakeNode();
  private final Client client = new Client();
  private ServiceName subscribed = ServiceName.of("G", "orders");

  NodeWitnessesTest() throws IOException {}

  /** A NamingService whose client asks a node by itself, too. */
  public static final class Client extends NacosNamingService {
    ServerProxy serverProxy;
    private Instance listed;
    private boolean fails;
    private List<String> clusters;

    @Override
    public List<Instance> getAllInstances(
        String service, String group, List<String> clusters, boolean subscribe) {
      this.clusters = clusters;
      if (fails) {
        throw new IllegalStateException("told to fail");
      }
      return listed == null ? List.of() : List.of(listed);
    }
  }

  static final class ServerProxy {
    final List<String> serverList;
    final List<String> serversFromEndpoint = List.of();
    final String nacosDomain = null;
    final String namespaceId = "public";

    ServerProxy(String... nodes) {
      serverList = List.of(nodes);
    }
  }

  @AfterEach
  void close() {
    time.close();
    first.close();
    second.close();
  }

  @Test
  void oneThatListsAUsableInstanceSettlesIt() throws Exception {
    first.lists(UNHEALTHY);
    second.lists(UNHEALTHY, USABLE);
    Witnesses.Testimony told = witnesses().ask();
    assertThat(told.listed).isTrue();
    assertThat(told.byOther).isTrue();
    assertThat(told.witness).isEqualTo(second.address());
  }

  /** The service may have instances in clusters that this caller has not subscribed to. */
  @Test
  void onlyTheClustersThatWereSubscribedToCount() throws Exception {
    first.lists("{\"ip\": \"10.0.0.1\", \"port\": 1, \"clusterName\": \"b\"}");
    subscribed = ServiceName.of("G", "orders", "a,c");
    assertThat(witnesses().ask().listed).isFalse();
    second.lists("{\"ip\": \"10.0.0.1\", \"port\": 1, \"clusterName\": \"c\"}");
    assertThat(witnesses().ask().listed).isTrue();
  }

  @Test
  void theClientIsAskedForTheClustersToo() throws Exception {
    subscribed = ServiceName.of("G", "orders", "a");
    witnesses().ask();
    assertThat(client.clusters).containsExactly("a");
  }

  @Test
  void allThatAnswerListNone() throws Exception {
    first.lists(UNHEALTHY);
    Witnesses.Testimony told = witnesses().ask(); // the second has no such API
    assertThat(told.isNone()).isTrue();
    assertThat(told.byOther).isTrue();
    assertThat(told.witness).isEqualTo(first.address());
  }

  @Test
  void theClientIsAskedWhereNoOtherNodeAnswers() throws Exception {
    Witnesses witnesses = witnesses();
    assertThat(witnesses.haveConnection()).isFalse();
    assertThat(witnesses.ask().isNone()).isTrue();
    assertThat(witnesses.ask().byOther).isFalse();
    client.listed = instance();
    assertThat(witnesses.ask().listed).isTrue();
    client.listed.setHealthy(false);
    assertThat(witnesses.ask().listed).isFalse();
    client.fails = true;
    assertThat(witnesses.ask().listed).isNull();
  }

  private Witnesses witnesses() throws ReflectiveOperationException {
    client.serverProxy = new ServerProxy(first.address(), second.address());
    return new NodeWitnesses(
        client,
        new NacosHandles(getClass().getClassLoader()),
        NacosClients.internals(client),
        subscribed,
        time);
  }

  private static Instance instance() {
    return new Memory.Info("orders", 1).getHosts().get(0);
  }
}

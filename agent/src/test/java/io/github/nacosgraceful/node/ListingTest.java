package io.github.nacosgraceful.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.alibaba.nacos.api.naming.pojo.Instance;
import io.github.nacosgraceful.config.Verify;
import io.github.nacosgraceful.instance.Instances;
import io.github.nacosgraceful.instance.Registration;
import io.github.nacosgraceful.nacos.FakeNamingService;
import io.github.nacosgraceful.nacos.FakeNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A client 2 that is configured with two nodes, and connected to the first. */
class ListingTest {

  private static final String SAME = "{\"ip\": \"10.0.0.1\", \"port\": 80}";
  private static final String OTHER = "{\"ip\": \"10.0.0.1\", \"port\": 81}";

  private final FakeNode first = new FakeNode();
  private final FakeNode second = new FakeNode();
  private final FakeNamingService.Grpc client = new FakeNamingService.Grpc();
  private final List<Node> found = new ArrayList<>();

  ListingTest() throws IOException {
    client.knows(first.address(), second.address());
    client.connectedTo(first.address());
  }

  @AfterEach
  void close() {
    first.close();
    second.close();
  }

  @Test
  void asksTheConnectedNodeAndTheOthers() {
    assertThat(listing(client, Verify.ALL).findNodes(found::add)).isFalse();
    assertThat(found)
        .extracting(node -> node.address)
        .containsExactly(first.address(), second.address());
    assertThat(found).extracting(node -> node.connected).containsExactly(true, false);
  }

  @Test
  void asksTheConnectedNodeAloneOnRequest() {
    assertThat(listing(client, Verify.CONNECTED).findNodes(found::add)).isFalse();
    assertThat(found).extracting(node -> node.address).containsExactly(first.address());
  }

  @Test
  void asksNobodyOnRequest() {
    assertThat(listing(client, Verify.OFF)).isNull();
  }

  @Test
  void asksAllNodesWhileTheClientIsNotConnected() {
    client.connectedTo(null);
    listing(client, Verify.ALL).findNodes(found::add);
    assertThat(found).extracting(node -> node.connected).containsExactly(false, false);
  }

  @Test
  void saysThatThereMayBeNodesThatNobodyTellsOf() {
    client.knows(first.address());
    assertThat(listing(client, Verify.ALL).findNodes(found::add)).isTrue();
    assertThat(found).hasSize(1);
  }

  @Test
  void asksSomeNodeOfAClientThatIsBuiltInAnotherWay() throws Throwable {
    FakeNamingService plain = new FakeNamingService.Plain();
    Listing listing = listing(plain, Verify.ALL);
    assertThat(listing.findNodes(found::add)).isFalse();
    assertThat(found).extracting(Node::toString).containsExactly("the connected node");
    assertThat(listing.isListed(found.get(0))).isFalse();
    plain.list =
        () -> {
          throw new IllegalStateException("told to fail");
        };
    assertThatThrownBy(() -> listing.isListed(found.get(0)))
        .hasMessage("told to fail")
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void asksTheConnectedNodeOverItsConnectionAndOthersOverHttp() throws Throwable {
    second.lists(OTHER);
    Listing listing = listing(client, Verify.ALL);
    listing.findNodes(found::add);
    assertThat(listing.isListed(found.get(0))).isFalse();
    assertThat(listing.isListed(found.get(1))).isFalse();
    Instance same = new Instance();
    same.setIp("10.0.0.1");
    same.setPort(80);
    client.list = () -> List.of(same);
    second.lists(OTHER, SAME);
    assertThat(listing.isListed(found.get(0))).isTrue();
    assertThat(listing.isListed(found.get(1))).isTrue();
    assertThat(first.asked).isEmpty();
    assertThat(second.asked).hasSize(2);
  }

  /** The node may be there all the same. */
  @Test
  void asksTheConnectedNodeOverHttpIfItsConnectionIsCut() throws Throwable {
    first.lists(SAME);
    Listing listing = listing(client, Verify.ALL);
    listing.findNodes(found::add);
    client.list =
        () -> {
          throw new IllegalStateException("told to fail");
        };
    assertThat(listing.isListed(found.get(0))).isTrue();
    client.connectedTo(null);
    assertThatThrownBy(() -> listing.isListed(found.get(0))).hasMessage("told to fail");
  }

  private static Listing listing(FakeNamingService client, Verify verify) {
    Registration registration =
        new Registration(client, "orders", "G", Collections.singletonList(Instances.at(80)), false);
    return Listings.by(verify).of(new Owners().of(registration), registration);
  }
}

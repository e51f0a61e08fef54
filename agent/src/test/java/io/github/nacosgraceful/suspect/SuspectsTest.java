package io.github.nacosgraceful.suspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.nacosgraceful.instance.HostPort;
import io.github.nacosgraceful.log.DryRun;
import io.github.nacosgraceful.service.Reports;
import io.github.nacosgraceful.service.Services;
import io.github.nacosgraceful.service.WarmUps;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SuspectsTest {

  private static final Function<Object, HostPort> ADDRESS =
      instance -> HostPort.parse(instance.toString());
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Services epochs = new Services(new WarmUps(0.5));
  private final Suspects suspects = new Suspects(epochs, new DryRun(false));

  @BeforeEach
  void nacosListsTheService() {
    suspects.listen();
    epochs.bump(Reports.of("orders", "b:1"));
  }

  @Test
  void passesListsOnUntouchedWhileNothingIsSuspected() {
    List<String> instances = Arrays.asList("a:1", "b:1");
    assertThat(suspects.avoid("orders", instances, ADDRESS)).isSameAs(instances);
  }

  @Test
  void leavesOutWhatCallsCannotConnectTo() {
    suspects.failed(HostPort.parse("127.0.0.1:1"));
    assertThat(avoid("127.0.0.1:1", "b:1")).containsExactly("b:1");
  }

  /** Netty tells the expanded number, Nacos what the provider wrote. */
  @Test
  void knowsAnInstanceByAnySpellingOfItsAddress() {
    suspects.failed(HostPort.of(new InetSocketAddress("::1", 1)));
    assertThat(avoid("[::1]:1", "b:1")).containsExactly("b:1");
    suspects.succeeded(HostPort.of(URI.create("http://[0:0:0:0:0:0:0:1]:1/work")));
    assertThat(avoid("[::1]:1", "b:1")).hasSize(2);
  }

  @Test
  void letsTheListsBeReadAnewAtOnce() {
    long before = epochs.find("orders").current();
    suspects.failed(HostPort.parse("127.0.0.1:1"));
    assertThat(epochs.find("orders").current()).isGreaterThan(before);
  }

  @Test
  void readsThemAnewOnceHoweverManyCallsFail() {
    suspects.failed(HostPort.parse("127.0.0.1:1"));
    long after = epochs.find("orders").current();
    suspects.failed(HostPort.parse("127.0.0.1:1"));
    assertThat(epochs.find("orders").current()).isEqualTo(after);
  }

  @Test
  void neverLeavesOutTheLastInstance() {
    suspects.failed(HostPort.parse("127.0.0.1:1"));
    assertThat(avoid("127.0.0.1:1")).containsExactly("127.0.0.1:1");
  }

  @Test
  void neverLeavesOutMoreThanHalf() {
    for (int port = 1; port <= 4; port++) {
      suspects.failed(HostPort.parse("127.0.0.1:" + port));
    }
    assertThat(avoid("127.0.0.1:1", "127.0.0.1:2", "127.0.0.1:3", "127.0.0.1:4", "b:1")).hasSize(3);
  }

  @Test
  void doesNotTouchWhatIsNotInNacos() {
    suspects.failed(HostPort.parse("127.0.0.1:1"));
    List<String> instances = Arrays.asList("127.0.0.1:1", "b:1");
    assertThat(suspects.avoid("in-consul", instances, ADDRESS)).isSameAs(instances);
  }

  @Test
  void changesNothingInADryRun() {
    Suspects dry = new Suspects(epochs, new DryRun(true));
    dry.failed(HostPort.parse("127.0.0.1:1"));
    List<String> instances = Arrays.asList("127.0.0.1:1", "b:1");
    assertThat(dry.avoid("orders", instances, ADDRESS)).isSameAs(instances);
  }

  @Test
  void picksAgainWhatACallReaches() {
    suspects.failed(HostPort.parse("127.0.0.1:1"));
    avoid("127.0.0.1:1", "b:1");
    long before = epochs.find("orders").current();
    suspects.succeeded(HostPort.parse("127.0.0.1:1"));
    assertThat(avoid("127.0.0.1:1", "b:1")).hasSize(2);
    assertThat(epochs.find("orders").current()).isGreaterThan(before);
  }

  @Test
  void picksAgainWhatAcceptsConnections() throws Exception {
    try (ServerSocket back = new ServerSocket(0, 10, InetAddress.getByName("127.0.0.1"))) {
      String address = "127.0.0.1:" + back.getLocalPort();
      suspects.failed(HostPort.parse(address));
      assertThat(avoid(address, "b:1")).hasSize(1);
      await().atMost(PATIENCE).untilAsserted(() -> assertThat(avoid(address, "b:1")).hasSize(2));
    }
  }

  @Test
  void goesOnAvoidingWhatRefuses() throws Exception {
    String refusing = "127.0.0.1:" + closedPort();
    suspects.failed(HostPort.parse(refusing));
    await()
        .during(Duration.ofMillis(2500)) // two checks
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(avoid(refusing, "b:1")).containsExactly("b:1"));
  }

  /** Restarted where it was: it need not wait for the next check, which may be 30 s away. */
  @Test
  void checksAtOnceWhenNacosSaysSomethingNew() throws Exception {
    int port = closedPort();
    String address = "127.0.0.1:" + port;
    suspects.failed(HostPort.parse(address));
    avoid(address, "b:1");
    await()
        .during(Duration.ofMillis(3200)) // the checks after 1 s and 3 s; the next one after 7 s
        .atMost(PATIENCE)
        .until(() -> avoid(address, "b:1").size() == 1);
    try (ServerSocket back = new ServerSocket(port, 10, InetAddress.getByName("127.0.0.1"))) {
      assertThat(back.isBound()).isTrue();
      epochs.bump(Reports.of("DEFAULT_GROUP@@orders", "b:1"));
      await().atMost(Duration.ofSeconds(2)).until(() -> avoid(address, "b:1").size() == 2);
    }
  }

  @Test
  void opensNoConnectionToWhatNoServiceLists() throws Exception {
    try (ServerSocket database = new ServerSocket(0, 10, InetAddress.getByName("127.0.0.1"))) {
      suspects.failed(HostPort.of("127.0.0.1", database.getLocalPort()));
      avoid("a:1", "b:1");
      database.setSoTimeout(2500); // two checks
      assertThatThrownBy(database::accept).isInstanceOf(SocketTimeoutException.class);
    }
  }

  /** A provider that is killed: its connections break before calls are refused. */
  @Test
  void looksAtOnceWhetherAnInstanceIsGoneThatACallGotNoAnswerFrom() throws Exception {
    String gone = "127.0.0.1:" + closedPort();
    epochs.bump(Reports.of("orders", gone, "b:1"));
    suspects.broke(HostPort.parse(gone));
    await().atMost(PATIENCE).until(() -> avoid(gone, "b:1").size() == 1);
  }

  @Test
  void looksMoreThanOnceAsAPortMayStayOpenForAMoment() throws Exception {
    String closing;
    try (ServerSocket socket = new ServerSocket(0, 10, InetAddress.getByName("127.0.0.1"))) {
      closing = "127.0.0.1:" + socket.getLocalPort();
      epochs.bump(Reports.of("orders", closing, "b:1"));
      suspects.broke(HostPort.parse(closing));
      socket.accept().close();
    }
    await().atMost(PATIENCE).until(() -> avoid(closing, "b:1").size() == 1);
  }

  @Test
  void goesOnPickingAnInstanceThatAcceptsConnections() throws Exception {
    try (ServerSocket busy = new ServerSocket(0, 10, InetAddress.getByName("127.0.0.1"))) {
      String address = "127.0.0.1:" + busy.getLocalPort();
      epochs.bump(Reports.of("orders", address, "b:1"));
      suspects.broke(HostPort.parse(address));
      for (int look = 1; look <= 4; look++) {
        busy.accept().close();
      }
      assertThat(avoid(address, "b:1")).hasSize(2);
    }
  }

  @Test
  void opensNoConnectionToWhatNacosDoesNotList() throws Exception {
    try (ServerSocket database = new ServerSocket(0, 10, InetAddress.getByName("127.0.0.1"))) {
      suspects.broke(HostPort.of("127.0.0.1", database.getLocalPort()));
      database.setSoTimeout(1500);
      assertThatThrownBy(database::accept).isInstanceOf(SocketTimeoutException.class);
    }
  }

  @Test
  void notesABoundedNumber() {
    for (int port = 1; port <= 1000; port++) {
      suspects.failed(HostPort.parse("127.0.0.1:" + port));
    }
    String[] all = new String[1000];
    for (int port = 1; port <= 1000; port++) {
      all[port - 1] = "127.0.0.1:" + port;
    }
    assertThat(avoid(all)).hasSize(1000 - 256);
  }

  private List<Object> avoid(String... instances) {
    return new ArrayList<>(
        suspects.avoid("orders", Collections.unmodifiableList(Arrays.asList(instances)), ADDRESS));
  }

  private static int closedPort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 10, InetAddress.getByName("127.0.0.1"))) {
      return socket.getLocalPort();
    }
  }
}

package io.github.nacosgraceful.following;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nacosgraceful.log.DryRun;
import io.github.nacosgraceful.nacos.NamingServices;
import io.github.nacosgraceful.thread.FakeScheduler;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A client 2 that is connected anew. */
class ReconnectsTest {

  private final FakeScheduler time = new FakeScheduler();
  private final NamingServices owners = new NamingServices(time);
  private final Client client = new Client();
  private final RedoService redo = client.clientProxy.grpcClientProxy.redoService;
  private final List<Object> told = new ArrayList<>();

  /** A NamingService, and what it is made of. */
  static final class Client {
    final Delegate clientProxy = new Delegate();
    final Memory serviceInfoHolder = new Memory();
  }

  static final class Delegate {
    final GrpcProxy grpcClientProxy = new GrpcProxy();
    final Object httpClientProxy = new Object();
    final Object serverListManager = new Object();
  }

  /** Answers a subscription with the list that the server has now. */
  public static final class GrpcProxy {
    final Object rpcClient = new Object();
    final RedoService redoService = new RedoService();
    Memory.Info listed = new Memory.Info("orders", 2);
    String asked;
    private boolean fails;

    public Memory.Info doSubscribe(String service, String group, String clusters) {
      if (fails) {
        throw new IllegalStateException("told to fail");
      }
      asked = group + "@@" + service + "@@" + clusters;
      return listed;
    }
  }

  /** What is to be redone: an instance, a subscription, and one that was given up. */
  public static final class RedoService {
    int ran;

    Set<Object> findInstanceRedoData() {
      return Set.of(new Object());
    }

    Set<Object> findSubscriberRedoData() {
      return Set.of(new Subscription("REGISTER"), new Subscription("UNREGISTER"));
    }
  }

  static final class Subscription {
    private final String type;

    Subscription(String type) {
      this.type = type;
    }

    String getRedoType() {
      return type;
    }

    String getServiceName() {
      return "orders";
    }

    String getGroupName() {
      return "G";
    }

    String get() {
      return "a,b";
    }
  }

  @BeforeEach
  void isMade() throws Throwable {
    owners.onCreated(made -> {}).exit(null, client, null);
    client.serviceInfoHolder.processServiceInfo(new Memory.Info("orders", 1));
    time.advance(60_000);
  }

  @AfterEach
  void close() {
    time.close();
  }

  @Test
  void redoAtOnceWhatTheClientWouldRedoLater() throws Throwable {
    connected(false, redo);
    assertThat(known().connectedAt).isEqualTo(time.now());
    assertThat(redo.ran).as("not on the client's thread").isZero();
    time.advance(1);
    assertThat(redo.ran).isOne();
    assertThat(told).containsExactly(client);
    assertThat(stored()).isSameAs(client.clientProxy.grpcClientProxy.listed);
    assertThat(client.clientProxy.grpcClientProxy.asked).isEqualTo("G@@orders@@a,b");
  }

  @Test
  void storeNothingThatIsOlderThanWhatWasPushedMeanwhile() throws Throwable {
    Memory.Info pushed = new Memory.Info("orders", 3);
    pushed.lastRefTime = 5;
    client.serviceInfoHolder.processServiceInfo(pushed);
    connected(false, redo);
    time.advance(1);
    assertThat(stored()).isSameAs(pushed);
  }

  @Test
  void leaveToTheClientWhatFails() throws Throwable {
    client.clientProxy.grpcClientProxy.fails = true;
    connected(false, redo);
    time.advance(1);
    assertThat(redo.ran).isZero();
    assertThat(told).containsExactly(client);
  }

  /** The NamingService is not made yet. */
  @Test
  void leaveTheFirstConnectionAlone() throws Throwable {
    connected(false, new RedoService());
    assertThat(time.started()).isEmpty();
  }

  @Test
  void redoNothingInADryRun() throws Throwable {
    connected(true, redo);
    assertThat(known().connectedAt).isEqualTo(time.now());
    assertThat(time.started()).isEmpty();
  }

  private void connected(boolean dryRun, RedoService service) throws Throwable {
    new Reconnects(owners, new DryRun(dryRun), told::add, time)
        .onConnected()
        .exit(null, service, null);
  }

  private NamingServices.Known known() throws ReflectiveOperationException {
    return owners.ownerOf(client.serviceInfoHolder, "serviceInfoHolder");
  }

  private Memory.Info stored() {
    return client.serviceInfoHolder.of("orders");
  }
}

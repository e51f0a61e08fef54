package io.github.nacosgraceful.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nacosgraceful.nacos.Internals;
import io.github.nacosgraceful.testbed.Jars;
import java.lang.reflect.InvocationTargetException;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The fields and methods behind a NamingService that the drain needs are in every client. */
@Tag("core")
@Tag("contract")
class ClientInternalsIT {

  static Stream<Version> versions() {
    return Library.NACOS_CLIENT.versions();
  }

  @ParameterizedTest
  @MethodSource("versions")
  void areThereInARealClient(Version version) throws Throwable {
    try (StubNode node = new StubNode()) {
      Object naming = namingService(loader(version), node);
      try {
        Internals client = new Internals(naming);
        reachesTheNodesAndTheirLists(version, client, node);
        storesAnEmptyListThatTheClientRefuses(version, client);
        findsWhatWasRegisteredBeforeTheAgentCame(client);
      } finally {
        shutDown(version, naming);
      }
    }
  }

  private static void reachesTheNodesAndTheirLists(Version version, Internals client, StubNode node)
      throws Throwable {
    assertThat(client.nodes()).containsExactly(node.address());
    assertThat(client.connectedNode()).isNull();
    assertThat(client.isDisconnected()).isEqualTo(version.isIn("[2,)"));
    assertThat(ips(client.instances(node.address(), "service"))).containsExactly("10.0.0.7");
    assertThat(client.members(node.address())).containsExactly("10.0.1.1:8848", "10.0.1.2:8848");
    if (version.isIn("[2,)")) {
      node.dropOldApi();
      assertThat(ips(client.instances(node.address(), "service"))).containsExactly("10.0.0.8");
      assertThat(client.members(node.address())).containsExactly("10.0.1.3:8848");
      node.hideMembers();
      assertThat(client.members(node.address())).as("alone").containsExactly(node.address());
    }
    if (version.isIn("[2.0.3,)")) {
      // As far as it gets without a server: the request itself.
      assertThatThrownBy(() -> client.deregisterBatch("service"))
          .satisfies(e -> assertThat(Internals.describe(e)).contains("Client not connected"));
    }
    if (version.isIn("[2.0.3,)")) {
      assertThat(client.redo()).isZero();
    }
    assertThat(client.closeConnection()).isFalse(); // there is none; where it is, is known
  }

  /** Since 1.4.1 it refuses to see the last instance leave if it is told so. */
  private static void storesAnEmptyListThatTheClientRefuses(Version version, Internals client)
      throws Throwable {
    String name =
        version.isIn("[2,)")
            ? "\"name\":\"service\",\"groupName\":\"DEFAULT_GROUP\""
            : "\"name\":\"DEFAULT_GROUP@@service\"";
    String one =
        "{%s,\"clusters\":\"\",\"lastRefTime\":1,\"hosts\":[{\"ip\":\"10.0.0.7\",\"port\":8080}]}"
            .formatted(name);
    String none = "{%s,\"clusters\":\"\",\"lastRefTime\":2,\"hosts\":[]}".formatted(name);

    assertThat(client.store(one)).containsExactly(8080);
    assertThat(client.isFromServer(one)).isTrue();
    assertThat(client.areFromServerOnDisk()).as("as it would read them").contains(false);
    assertThat(client.areFromServerOnDisk()).doesNotContain(true);
    if (version.isIn("[1.4.1,)")) {
      assertThat(client.store(none)).as("what the client makes of it").containsExactly(8080);
    }
    assertThat(client.storeEmpty(none)).isEmpty();
    assertThat(client.store(one)).containsExactly(8080);
    if (version.isIn("[1.4.1,)")) {
      assertThat(client.store(none)).as("its protection is on again").containsExactly(8080);
    }
  }

  /**
   * Client 1 beats, and client 2 and 3 redo, before the server has answered, or although it fails.
   */
  private static void findsWhatWasRegisteredBeforeTheAgentCame(Internals client) throws Throwable {
    assertThat(client.registeredBefore()).isEmpty();
    try {
      client.register("service");
    } catch (Exception e) {
      // there is no server for gRPC
    }
    assertThat(client.registeredBefore())
        .containsExactly("DEFAULT_GROUP@@service [127.0.0.1:8080]");
  }

  /** Not closed: the client's threads go on for a moment after its shutDown. */
  private static ClassLoader loader(Version version) {
    String logging = "org.slf4j:slf4j-api:1.7.36"; // which clients take from the application
    return new WovenLoader(
        Jars.of(Stream.concat(version.coordinates().stream(), Stream.of(logging)).toList()));
  }

  private static Object namingService(ClassLoader loader, StubNode node) throws Exception {
    Properties properties = new Properties();
    properties.setProperty("serverAddr", node.address());
    properties.setProperty("namingPushEmptyProtection", "true");
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader); // the client finds its services by it
    try {
      return Class.forName("com.alibaba.nacos.client.naming.NacosNamingService", true, loader)
          .getConstructor(Properties.class)
          .newInstance(properties);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  /** Not client 1, which takes six seconds for it, or has none; its threads are daemons. */
  private static void shutDown(Version version, Object naming) throws ReflectiveOperationException {
    if (version.isIn("[1,2)")) {
      return;
    }
    try {
      naming.getClass().getMethod("shutDown").invoke(naming);
    } catch (InvocationTargetException e) {
      // client 2.0.3 fails if it was never connected; its threads are daemons
    }
  }

  private static Stream<Object> ips(List<?> instances) {
    return instances.stream().map(instance -> ((Map<?, ?>) instance).get("ip"));
  }
}

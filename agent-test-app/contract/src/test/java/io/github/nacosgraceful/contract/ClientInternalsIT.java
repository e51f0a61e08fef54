package io.github.nacosgraceful.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nacosgraceful.nacos.Internals;
import java.lang.reflect.InvocationTargetException;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The fields and methods behind a NamingService that the drain needs are in client 2 and 3. */
class ClientInternalsIT {

  static Stream<Version> versions() {
    return Library.NACOS_CLIENT.versions().filter(v -> JoinPoints.isIn(v, "[2.0.3,)"));
  }

  @ParameterizedTest
  @MethodSource("versions")
  void reachesTheNodesAndTheirListsThroughARealClient(Version version) throws Throwable {
    try (NacosNode node = new NacosNode()) {
      Object naming = namingService(loader(version), node);
      try {
        Internals client = new Internals(naming);

        assertThat(client.nodes()).containsExactly(node.address());
        assertThat(client.connectedNode()).isNull();
        assertThat(client.namespace()).isEqualTo("public");
        assertThat(ips(client.instances(node.address(), "service"))).containsExactly("10.0.0.7");
        node.dropOldApi();
        assertThat(ips(client.instances(node.address(), "service"))).containsExactly("10.0.0.8");
        // As far as it gets without a server: the request itself.
        assertThatThrownBy(() -> client.deregisterBatch("service"))
            .rootCause()
            .hasMessageContaining("Client not connected");
      } finally {
        shutDown(naming);
      }
    }
  }

  /** Not closed: the client's threads go on for a moment after its shutDown. */
  private static ClassLoader loader(Version version) {
    String logging = "org.slf4j:slf4j-api:1.7.36"; // which clients take from the application
    return new WovenLoader(
        Jars.of(Stream.concat(version.coordinates().stream(), Stream.of(logging)).toList()));
  }

  private static Object namingService(ClassLoader loader, NacosNode node) throws Exception {
    Properties properties = new Properties();
    properties.setProperty("serverAddr", node.address());
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

  private static void shutDown(Object naming) throws ReflectiveOperationException {
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

package io.github.nacosgraceful.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import io.github.nacosgraceful.testbed.Child;
import io.github.nacosgraceful.testbed.Ports;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** RabbitMQ of Debian's packages, with the queue orders. Fetched once, and kept in target/. */
final class RabbitMq implements AutoCloseable {

  private final int port = Ports.application();
  private final Connection connection;
  private final Channel channel;
  private int sent;

  RabbitMq(Bed bed) throws Exception {
    Path programs = Path.of("target", "rabbitmq").toAbsolutePath();
    Child fetch =
        bed.process(
            "fetch",
            List.of(Path.of("..", "rabbitmq.sh").toRealPath().toString(), programs.toString()));
    await().atMost(Duration.ofMinutes(5)).until(() -> !fetch.alive());
    assertThat(fetch.exitCode()).as(fetch.lastWords()).isZero();
    Path home = bed.folder().resolve("server");
    int names = Ports.application();
    bed.process(
        "epmd",
        List.of(
            "env",
            "ERL_EPMD_PORT=" + names,
            "ERL_EPMD_ADDRESS=127.0.0.1",
            programs.resolve("epmd").toString()));
    Child server =
        bed.process(
            "server",
            List.of(
                "env",
                "HOME=" + home,
                "ERL_EPMD_PORT=" + names,
                "ERL_EPMD_ADDRESS=127.0.0.1",
                "RABBITMQ_NODENAME=orders" + port + "@localhost",
                "RABBITMQ_NODE_PORT=" + port,
                "RABBITMQ_NODE_IP_ADDRESS=127.0.0.1",
                "RABBITMQ_DIST_PORT=" + Ports.application(),
                "RABBITMQ_MNESIA_BASE=" + home.resolve("mnesia"),
                "RABBITMQ_LOG_BASE=" + home.resolve("log"),
                "RABBITMQ_PID_FILE=" + home.resolve("pid"),
                "RABBITMQ_ENABLED_PLUGINS_FILE=" + home.resolve("plugins"),
                "RABBITMQ_CONF_ENV_FILE=/dev/null",
                "RABBITMQ_CONFIG_FILE=" + home.resolve("rabbitmq"),
                programs.resolve("rabbitmq-server").toString()));
    ConnectionFactory factory = new ConnectionFactory();
    factory.setHost("127.0.0.1");
    factory.setPort(port);
    AtomicReference<Connection> connected = new AtomicReference<>();
    await()
        .atMost(Duration.ofSeconds(90))
        .ignoreExceptions()
        .failFast(() -> assertThat(server.alive()).as(server::lastWords).isTrue())
        .until(
            () -> {
              connected.set(factory.newConnection());
              return true;
            });
    connection = connected.get();
    channel = connection.createChannel();
    channel.queueDeclare("orders", true, false, false, null);
  }

  int port() {
    return port;
  }

  synchronized void send() {
    try {
      channel.basicPublish(
          "", "orders", null, ("order-" + ++sent).getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  synchronized int sent() {
    return sent;
  }

  @Override
  public void close() throws IOException {
    connection.close();
  }
}

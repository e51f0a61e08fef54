package io.github.nacosgraceful.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.nacosgraceful.testbed.Child;
import io.github.nacosgraceful.testbed.Jars;
import io.github.nacosgraceful.testbed.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * A broker of Kafka that is its own controller (KRaft), with the topic orders in four partitions.
 */
final class KafkaBroker implements AutoCloseable {

  private static final List<String> JARS = List.of("org.apache.kafka:kafka_2.13:3.9.1");

  private final int port = Ports.application();
  private final Child child;
  private final Producer<String, String> producer;
  private int sent;

  KafkaBroker(Bed bed) throws IOException {
    int controller = Ports.application();
    Path folder = Files.createDirectories(bed.folder().resolve("kafka"));
    Properties properties = new Properties();
    properties.putAll(
        Map.of(
            "process.roles", "broker,controller",
            "node.id", "1",
            "controller.quorum.voters", "1@127.0.0.1:" + controller,
            "listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controller,
            "controller.listener.names", "CONTROLLER",
            "log.dirs", folder.resolve("log").toString(),
            "offsets.topic.replication.factor", "1",
            "offsets.topic.num.partitions", "1",
            "group.initial.rebalance.delay.ms", "0"));
    Path file = folder.resolve("server.properties");
    try (var out = Files.newBufferedWriter(file)) {
      properties.store(out, null);
    }
    List<Path> jars = Jars.of(JARS);
    List<String> options = List.of("-Xmx384m");
    Child format =
        bed.server(
            "kafka.tools.StorageTool",
            options,
            jars,
            List.of("format", "-t", "MkU3OEVBNTcwNTJENDM2Qg", "-c", file.toString()));
    await().atMost(Duration.ofSeconds(60)).until(() -> !format.alive());
    child = bed.server("kafka.Kafka", options, jars, List.of(file.toString()));
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", address()))) {
      await()
          .atMost(Duration.ofSeconds(90))
          .ignoreExceptions()
          .failFast(() -> assertThat(child.alive()).as(child::lastWords).isTrue())
          .until(
              () -> {
                admin
                    .createTopics(Collections.singleton(new NewTopic("orders", 4, (short) 1)))
                    .all()
                    .get();
                return true;
              });
    }
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", address(), "linger.ms", 0, "max.block.ms", 30_000),
            new StringSerializer(),
            new StringSerializer());
  }

  String address() {
    return "127.0.0.1:" + port;
  }

  /** One more order, to the next partition. */
  synchronized void send() {
    producer.send(new ProducerRecord<>("orders", sent % 4, null, "order-" + ++sent));
  }

  synchronized int sent() {
    return sent;
  }

  Child child() {
    return child;
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(1));
  }
}

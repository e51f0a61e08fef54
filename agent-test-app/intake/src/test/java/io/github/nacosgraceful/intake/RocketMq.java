package io.github.nacosgraceful.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.nacosgraceful.testbed.Child;
import io.github.nacosgraceful.testbed.Jars;
import io.github.nacosgraceful.testbed.Ports;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.rocketmq.client.producer.DefaultMQProducer;
import org.apache.rocketmq.client.producer.SendStatus;
import org.apache.rocketmq.common.message.Message;
import org.apache.rocketmq.common.message.MessageQueue;

/** A name server and a broker of RocketMQ, and a producer of orders. */
final class RocketMq implements AutoCloseable {

  private static final String VERSION = "5.3.3";

  private final int names = Ports.application();
  private final Child broker;
  private final DefaultMQProducer producer = new DefaultMQProducer("orders");
  private int sent;

  RocketMq(Bed bed) throws Exception {
    Path home = Files.createDirectories(bed.folder().resolve("rocketmq"));
    List<String> options =
        List.of(
            "-Xmx320m",
            "-Drocketmq.home.dir=" + home,
            "--add-exports=java.base/jdk.internal.ref=ALL-UNNAMED",
            "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
            "--add-opens=java.base/java.nio=ALL-UNNAMED");
    Path nameConfiguration = home.resolve("names.conf");
    Files.writeString(nameConfiguration, "listenPort=" + names + "\n");
    bed.server(
        "org.apache.rocketmq.namesrv.NamesrvStartup",
        options,
        Jars.of(List.of("org.apache.rocketmq:rocketmq-namesrv:" + VERSION)),
        List.of("-c", nameConfiguration.toString()));
    Path configuration = home.resolve("broker.conf");
    Files.writeString(
        configuration,
        String.join(
            "\n",
            "brokerIP1=127.0.0.1",
            "listenPort=" + Ports.proxy(),
            "haListenPort=" + Ports.application(),
            "storePathRootDir=" + home.resolve("store"),
            "storePathCommitLog=" + home.resolve("store/commitlog"),
            "mappedFileSizeCommitLog=4194304",
            "mappedFileSizeConsumeQueue=600000",
            "autoCreateTopicEnable=true",
            "diskMaxUsedSpaceRatio=99",
            "transientStorePoolEnable=false",
            "enableDetailStat=false",
            ""));
    broker =
        bed.server(
            "org.apache.rocketmq.broker.BrokerStartup",
            options,
            Jars.of(List.of("org.apache.rocketmq:rocketmq-broker:" + VERSION)),
            List.of("-c", configuration.toString(), "-n", address()));
    producer.setNamesrvAddr(address());
    producer.setInstanceName("producer-" + names);
    producer.start();
    await()
        .atMost(Duration.ofSeconds(90))
        .ignoreExceptions()
        .failFast(() -> assertThat(broker.alive()).as(broker::lastWords).isTrue())
        .until(() -> producer.send(message("first")).getSendStatus() == SendStatus.SEND_OK);
    sent = 1;
  }

  private static Message message(String order) {
    return new Message("orders", order.getBytes(StandardCharsets.UTF_8));
  }

  String address() {
    return "127.0.0.1:" + names;
  }

  /** One more order, to the next queue. */
  synchronized void send() {
    try {
      List<MessageQueue> queues = producer.fetchPublishMessageQueues("orders");
      producer.send(message("order-" + sent), queues.get(sent % queues.size()));
      sent++;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  synchronized int sent() {
    return sent;
  }

  @Override
  public void close() throws IOException {
    producer.shutdown();
  }
}

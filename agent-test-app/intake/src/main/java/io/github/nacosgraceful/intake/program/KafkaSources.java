package io.github.nacosgraceful.intake.program;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.MessageListener;
import org.springframework.kafka.requestreply.ReplyingKafkaTemplate;

/** A listener of two topics, one of bills that has a name, and one of replies; without a broker. */
public final class KafkaSources {

  private KafkaSources() {}

  public static void main(String[] args) throws InterruptedException {
    ConcurrentMessageListenerContainer<String, String> orders = container("orders", "returns");
    orders.setConcurrency(2);
    orders.setupMessageListener((MessageListener<String, String>) order -> {});
    orders.start();
    ConcurrentMessageListenerContainer<String, String> bills = container("bills");
    bills.setBeanName("billing");
    bills.setupMessageListener((MessageListener<String, String>) bill -> {});
    bills.start();
    Map<String, Object> properties = new HashMap<>();
    properties.put("bootstrap.servers", "127.0.0.1:1");
    properties.put("key.serializer", StringSerializer.class);
    properties.put("value.serializer", StringSerializer.class);
    new ReplyingKafkaTemplate<String, String, String>(
            new DefaultKafkaProducerFactory<>(properties), container("replies"))
        .start();
    Journal.ready();
    Journal.park();
  }

  private static ConcurrentMessageListenerContainer<String, String> container(String... topics) {
    Map<String, Object> properties = new HashMap<>();
    properties.put("bootstrap.servers", "127.0.0.1:1");
    properties.put("group.id", "workers");
    properties.put("key.deserializer", StringDeserializer.class);
    properties.put("value.deserializer", StringDeserializer.class);
    ContainerProperties container = new ContainerProperties(topics);
    container.setMissingTopicsFatal(false); // it would ask the broker, and wait
    return new ConcurrentMessageListenerContainer<>(
        new DefaultKafkaConsumerFactory<>(properties), container);
  }
}

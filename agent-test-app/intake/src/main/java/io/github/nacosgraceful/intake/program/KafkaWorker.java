package io.github.nacosgraceful.intake.program;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.kafka.annotation.EnableKafka;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.config.ConcurrentKafkaListenerContainerFactory;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;

/** A Spring application with a listener of the topic orders, two consumers of it. */
@EnableKafka
public class KafkaWorker {

  public static void main(String[] args) throws InterruptedException {
    AnnotationConfigApplicationContext context =
        new AnnotationConfigApplicationContext(KafkaWorker.class);
    context.registerShutdownHook();
    Journal.ready();
    Journal.park();
  }

  @Bean
  public ConcurrentKafkaListenerContainerFactory<String, String> kafkaListenerContainerFactory() {
    Map<String, Object> properties = new HashMap<>();
    properties.put("bootstrap.servers", System.getProperty("broker"));
    properties.put("group.id", "workers");
    properties.put("auto.offset.reset", "earliest");
    properties.put("enable.auto.commit", false);
    properties.put("max.poll.records", 1); // what was polled is handled: one message
    properties.put("key.deserializer", StringDeserializer.class);
    properties.put("value.deserializer", StringDeserializer.class);
    ConcurrentKafkaListenerContainerFactory<String, String> factory =
        new ConcurrentKafkaListenerContainerFactory<>();
    factory.setConsumerFactory(new DefaultKafkaConsumerFactory<>(properties));
    factory.setConcurrency(2);
    return factory;
  }

  @KafkaListener(topics = "orders")
  public void order(String order) {
    Journal.work(order);
  }
}

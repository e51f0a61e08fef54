package io.github.nacosgraceful.library.springkafka;

import static io.github.nacosgraceful.weave.Value.NOTHING;
import static io.github.nacosgraceful.weave.Value.SELF;

import io.github.nacosgraceful.bridge.Bridge;
import io.github.nacosgraceful.config.Option;
import io.github.nacosgraceful.member.Need;
import io.github.nacosgraceful.part.Core;
import io.github.nacosgraceful.part.Part;
import io.github.nacosgraceful.weave.Advice;
import io.github.nacosgraceful.weave.Hook;
import java.util.Arrays;
import java.util.List;

/**
 * Where a container of Spring Kafka 2.1 to 4 starts, and where it hands what it has polled to its
 * listener. A container with several consumers has a child for each; only the outer one is started
 * and stopped.
 */
public final class SpringKafkaPart extends Part {

  /** A container starts; skipped while it is held. */
  private static final int START = Bridge.point("spring-kafka.start");

  /** What was polled is handled. Self: the consumer. */
  private static final int RECORDS = Bridge.point("spring-kafka.records");

  private static final String PACKAGE = "org.springframework.kafka.listener.";
  private static final String CONTAINER = PACKAGE + "AbstractMessageListenerContainer";
  private static final String CONSUMER = ConsumerHandles.CONTAINER + "$ListenerConsumer";

  public SpringKafkaPart() {
    super(Option.SPRING_KAFKA);
  }

  @Override
  public List<Hook> hooks() {
    return Arrays.asList(
        Hook.on(CONTAINER, "start()V", Advice.of(START).enterOrSkip(SELF).end(SELF, NOTHING)),
        Hook.on(
            CONSUMER,
            "invokeListener(Lorg/apache/kafka/clients/consumer/ConsumerRecords;)V",
            Advice.of(RECORDS).enter(SELF).end(SELF, NOTHING)));
  }

  @Override
  public void connect(Core core) {
    if (core.stopsIntake()) {
      KafkaContainers containers = new KafkaContainers(name());
      Bridge.install(START, containers.onStart(core.intake()));
      Bridge.install(RECORDS, KafkaContainers.onRecords(core.intake()));
    }
  }

  @Override
  public List<Need> needs() {
    return Arrays.asList(
        Need.handles(CONTAINER, KafkaHandles.MEMBERS),
        Need.handles(CONSUMER, ConsumerHandles.MEMBERS));
  }
}

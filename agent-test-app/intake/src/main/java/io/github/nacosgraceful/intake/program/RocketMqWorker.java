package io.github.nacosgraceful.intake.program;

import org.apache.rocketmq.client.consumer.DefaultMQPushConsumer;
import org.apache.rocketmq.client.consumer.listener.ConsumeConcurrentlyStatus;
import org.apache.rocketmq.client.consumer.listener.ConsumeOrderlyStatus;
import org.apache.rocketmq.client.consumer.listener.MessageListenerConcurrently;
import org.apache.rocketmq.client.consumer.listener.MessageListenerOrderly;
import org.apache.rocketmq.common.consumer.ConsumeFromWhere;
import org.apache.rocketmq.common.message.MessageExt;

/** A push consumer of the topic orders, which stops as rocketmq-spring and plain programs do. */
public final class RocketMqWorker {

  private RocketMqWorker() {}

  public static void main(String[] args) throws Exception {
    DefaultMQPushConsumer consumer = new DefaultMQPushConsumer("workers");
    consumer.setNamesrvAddr(System.getProperty("broker"));
    consumer.setInstanceName(System.getProperty("name"));
    consumer.setConsumeFromWhere(ConsumeFromWhere.CONSUME_FROM_FIRST_OFFSET);
    consumer.setConsumeThreadMin(4);
    consumer.setConsumeThreadMax(4);
    consumer.subscribe("orders", "*");
    if (Boolean.getBoolean("orderly")) {
      consumer.registerMessageListener(
          (MessageListenerOrderly)
              (messages, context) -> {
                messages.forEach(RocketMqWorker::order);
                return ConsumeOrderlyStatus.SUCCESS;
              });
    } else {
      consumer.registerMessageListener(
          (MessageListenerConcurrently)
              (messages, context) -> {
                messages.forEach(RocketMqWorker::order);
                return ConsumeConcurrentlyStatus.CONSUME_SUCCESS;
              });
    }
    consumer.start();
    Runtime.getRuntime().addShutdownHook(new Thread(consumer::shutdown));
    Journal.ready();
    Journal.park();
  }

  private static void order(MessageExt message) {
    Journal.work(new String(message.getBody()));
  }
}

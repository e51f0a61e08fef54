package io.github.nacosgraceful.intake.program;

import org.springframework.amqp.core.MessageListener;
import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.amqp.rabbit.listener.AbstractMessageListenerContainer;
import org.springframework.amqp.rabbit.listener.DirectMessageListenerContainer;
import org.springframework.amqp.rabbit.listener.DirectReplyToMessageListenerContainer;
import org.springframework.amqp.rabbit.listener.SimpleMessageListenerContainer;

/** Listeners of both kinds, and two containers of replies; without a broker. */
public final class RabbitSources {

  private static final CachingConnectionFactory CONNECTIONS =
      new CachingConnectionFactory("127.0.0.1", 1);

  private RabbitSources() {}

  public static void main(String[] args) throws InterruptedException {
    MessageListener listener = message -> {};
    SimpleMessageListenerContainer orders = new SimpleMessageListenerContainer(CONNECTIONS);
    orders.setQueueNames("orders", "returns");
    orders.setMessageListener(listener);
    start(orders);
    DirectMessageListenerContainer bills = new DirectMessageListenerContainer(CONNECTIONS);
    bills.setQueueNames("bills");
    bills.setListenerId("billing");
    bills.setMessageListener(listener);
    start(bills);
    SimpleMessageListenerContainer replies = new SimpleMessageListenerContainer(CONNECTIONS);
    replies.setQueueNames("replies");
    replies.setMessageListener(new RabbitTemplate(CONNECTIONS));
    start(replies);
    DirectReplyToMessageListenerContainer direct =
        new DirectReplyToMessageListenerContainer(CONNECTIONS);
    direct.setMessageListener(listener);
    start(direct);
    Journal.ready();
    Journal.park();
  }

  /** It waits for a broker. */
  private static void start(AbstractMessageListenerContainer container) {
    container.afterPropertiesSet();
    Thread thread = new Thread(container::start);
    thread.setDaemon(true);
    thread.start();
  }
}

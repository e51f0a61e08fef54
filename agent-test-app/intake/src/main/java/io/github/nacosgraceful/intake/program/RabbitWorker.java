package io.github.nacosgraceful.intake.program;

import org.springframework.amqp.rabbit.annotation.EnableRabbit;
import org.springframework.amqp.rabbit.annotation.RabbitListener;
import org.springframework.amqp.rabbit.config.SimpleRabbitListenerContainerFactory;
import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;

/** A Spring application with a listener of the queue orders, which has been declared. */
@EnableRabbit
public class RabbitWorker {

  public static void main(String[] args) throws InterruptedException {
    AnnotationConfigApplicationContext context =
        new AnnotationConfigApplicationContext(RabbitWorker.class);
    context.registerShutdownHook();
    Journal.ready();
    Journal.park();
  }

  @Bean
  public CachingConnectionFactory connectionFactory() {
    return new CachingConnectionFactory("127.0.0.1", Integer.getInteger("broker"));
  }

  @Bean
  public SimpleRabbitListenerContainerFactory rabbitListenerContainerFactory(
      CachingConnectionFactory connections) {
    SimpleRabbitListenerContainerFactory factory = new SimpleRabbitListenerContainerFactory();
    factory.setConnectionFactory(connections);
    factory.setPrefetchCount(Integer.getInteger("prefetch", 250));
    return factory;
  }

  @RabbitListener(queues = "orders")
  public void order(byte[] order) {
    Journal.work(new String(order));
  }
}

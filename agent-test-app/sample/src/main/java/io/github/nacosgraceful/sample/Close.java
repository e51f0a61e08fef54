package io.github.nacosgraceful.sample;

import io.github.nacosgraceful.sample.client.ProviderClient;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.cloud.openfeign.FeignClientBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Closes the context while the JVM goes on, and then does what {@code sample.after-close} says:
 * {@code restart} the application, {@code stay}, or let the JVM end.
 */
@RestController
class Close {

  private static final long A_MINUTE = 60_000;

  private final ConfigurableApplicationContext context;
  private final String[] arguments;
  private final String afterClose;
  private final int feignContexts;

  Close(
      ConfigurableApplicationContext context,
      ApplicationArguments arguments,
      @Value("${sample.after-close:end}") String afterClose,
      @Value("${sample.feign-contexts:0}") int feignContexts) {
    this.context = context;
    this.arguments = arguments.getSourceArgs();
    this.afterClose = afterClose;
    this.feignContexts = feignContexts;
  }

  /** Each Feign client has a context of its own, which is closed with this one. */
  @EventListener
  void started(ContextRefreshedEvent event) {
    if (event.getApplicationContext() == context) {
      for (int i = 0; i < feignContexts; i++) {
        new FeignClientBuilder(context).forType(ProviderClient.class, "callee-" + i).build();
      }
    }
  }

  /** On a thread of its own, as the actuator does it: this request is answered. */
  @PostMapping("/close")
  void close() {
    Thread thread = new Thread(this::run, "close");
    thread.setDaemon(false); // as Tomcat's are, and so the JVM would end meanwhile
    thread.start();
  }

  private void run() {
    long begin = System.nanoTime();
    context.close();
    System.out.println("the context was closed within " + (System.nanoTime() - begin) / 1_000_000);
    if (afterClose.equals("restart")) {
      Provider.main(arguments);
    } else if (afterClose.equals("stay")) {
      try {
        Thread.sleep(A_MINUTE);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}

package io.github.nacosgraceful.intake.program;

import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;

/** A Spring application with a scheduled method, which begins again 50 ms after it has ended. */
@EnableScheduling
public class ScheduledWorker {

  private final AtomicInteger runs = new AtomicInteger();

  public static void main(String[] args) throws InterruptedException {
    AnnotationConfigApplicationContext context =
        new AnnotationConfigApplicationContext(ScheduledWorker.class);
    context.registerShutdownHook();
    Journal.ready();
    Journal.park();
  }

  @Scheduled(fixedDelay = 50)
  public void report() {
    Journal.work("run-" + runs.incrementAndGet());
  }
}

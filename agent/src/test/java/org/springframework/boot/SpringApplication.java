package org.springframework.boot;

import org.springframework.context.support.AbstractApplicationContext;

/** Starts a context and calls what Spring Boot calls a runner, with the same methods as there. */
public class SpringApplication {

  private SpringApplication() {}

  public static void run(AbstractApplicationContext context, Runnable runner) {
    refresh(context);
    runner.run();
  }

  private static void refresh(AbstractApplicationContext context) {
    context.refresh();
  }
}

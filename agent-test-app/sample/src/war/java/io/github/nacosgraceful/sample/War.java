package io.github.nacosgraceful.sample;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.servlet.support.SpringBootServletInitializer;
import org.springframework.cloud.client.serviceregistry.AbstractAutoServiceRegistration;
import org.springframework.context.event.EventListener;

/**
 * {@link Provider} as a war. Its name, and the port of the server, come from outside. Spring Cloud
 * registers when an embedded server has started; here there is none, so it is told to.
 */
public class War extends SpringBootServletInitializer {

  @Override
  protected SpringApplicationBuilder configure(SpringApplicationBuilder application) {
    return application.sources(Provider.class, Registering.class);
  }

  static class Registering {

    private final AbstractAutoServiceRegistration<?> registration;

    Registering(AbstractAutoServiceRegistration<?> registration) {
      this.registration = registration;
    }

    @EventListener(ApplicationReadyEvent.class)
    void register() {
      registration.start();
    }
  }
}

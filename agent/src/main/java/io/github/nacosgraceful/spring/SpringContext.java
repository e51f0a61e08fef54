package io.github.nacosgraceful.spring;

import java.lang.ref.WeakReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A Spring context that was refreshed: what a registration belongs to. Holds nothing of it. */
public final class SpringContext {

  private static final Logger log = LoggerFactory.getLogger(SpringContext.class);
  private static final String AVAILABILITY =
      "org.springframework.boot.availability.ApplicationAvailability";

  private final WeakReference<Object> context;
  private final WeakReference<ClassLoader> application;

  /** The context in whose refresh this one was refreshed, or null. */
  final SpringContext around;

  SpringContext(Object context, ClassLoader application, SpringContext around) {
    this.context = new WeakReference<>(context);
    this.application = new WeakReference<>(application);
    this.around = around;
  }

  /** Whether it is that context, or was refreshed as a part of its refresh. */
  public boolean isWithin(Object other) {
    return context.get() == other || around != null && around.isWithin(other);
  }

  /**
   * Whether it, as a Spring Boot application from 2.3 on may, does not say that it refuses traffic.
   * Asks its beans: for a thread of the agent.
   */
  public boolean acceptsTraffic() {
    Object known = context.get();
    try {
      if (known == null || !(Boolean) known.getClass().getMethod("isActive").invoke(known)) {
        return true; // gone: nothing to wait for
      }
      Class<?> availability = Class.forName(AVAILABILITY, false, known.getClass().getClassLoader());
      Object bean = known.getClass().getMethod("getBean", Class.class).invoke(known, availability);
      Object state = availability.getMethod("getReadinessState").invoke(bean);
      return ((Enum<?>) state).name().equals("ACCEPTING_TRAFFIC");
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      log.debug("{} does not tell whether it accepts traffic", known, e);
      return true; // an older version, or an application without that bean
    }
  }

  /** Whether it came up in the application of that class loader: in Tomcat, a web application. */
  public boolean isOf(ClassLoader loader) {
    return loader != null && application.get() == loader;
  }
}

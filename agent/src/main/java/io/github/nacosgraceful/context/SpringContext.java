package io.github.nacosgraceful.context;

import io.github.nacosgraceful.log.Log;
import java.lang.ref.WeakReference;
import org.slf4j.Logger;

/** A Spring context that was refreshed: what a registration belongs to. Holds nothing of it. */
public final class SpringContext {

  private static final Logger log = Log.get();
  private final WeakReference<Object> context;
  private final WeakReference<ClassLoader> application;

  /** The context in whose refresh this one was refreshed, or null. */
  final SpringContext around;

  /** Whether {@code SpringApplication} refreshed it. */
  volatile boolean isApplication;

  SpringContext(Object context, ClassLoader application, SpringContext around) {
    this.context = new WeakReference<>(context);
    this.application = new WeakReference<>(application);
    this.around = around;
  }

  /** Whether it is that context, or was refreshed as a part of its refresh. */
  public boolean isWithin(Object other) {
    return context.get() == other || around != null && around.isWithin(other);
  }

  boolean isGone() {
    return context.get() == null;
  }

  boolean isSame(SpringContext other) {
    return !isGone() && context.get() == other.context.get();
  }

  boolean isActive() {
    return Boolean.TRUE.equals(call(context.get(), "isActive"));
  }

  boolean isParentOf(SpringContext other) {
    return !isGone() && call(other.context.get(), "getParent") == context.get();
  }

  /** Where the web server that it has made listens; 0 if it has none, as in a war. */
  int port() {
    Object port = call(call(context.get(), "getWebServer"), "getPort");
    return port instanceof Integer ? (Integer) port : 0;
  }

  /** Null also if there is nothing that has this method. */
  private static Object call(Object target, String getter) {
    try {
      return target == null ? null : target.getClass().getMethod(getter).invoke(target);
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      return null;
    }
  }

  /**
   * Whether it, as a Spring Boot application from 2.3 on may, does not say that it refuses traffic.
   * Asks its beans: for a thread of the agent.
   */
  public boolean acceptsTraffic() {
    Object availability = bean(AvailabilityHandles.AVAILABILITY);
    if (availability == null) {
      return true; // an older version, or an application that is gone
    }
    try {
      Object state =
          Class.forName(
                  AvailabilityHandles.AVAILABILITY, false, availability.getClass().getClassLoader())
              .getMethod("getReadinessState")
              .invoke(availability);
      return ((Enum<?>) state).name().equals("ACCEPTING_TRAFFIC");
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      log.debug("{} does not tell whether it accepts traffic", availability, e);
      return true;
    }
  }

  /**
   * Says that it takes no traffic, as a Spring Boot application from 2.3 on can. Runs its listeners
   * on this thread, as it is used to: with its class loader.
   *
   * @return the event by which it was said; null if there was nothing to say
   * @throws Throwable what a listener throws
   */
  Object refuseTraffic() throws Throwable {
    Object known = context.get();
    Object availability = bean(AvailabilityHandles.AVAILABILITY);
    AvailabilityHandles handles =
        availability == null ? null : AvailabilityHandles.of(availability);
    if (known == null || handles == null || !handles.isAccepting(availability)) {
      return null;
    }
    withItsLoader(known, () -> handles.refuse(known));
    return handles.isAccepting(availability) ? null : handles.lastEvent(availability);
  }

  /**
   * Says that it takes traffic again, if nothing else was said since.
   *
   * @param refusal the event by which it was said that it does not
   * @throws Throwable what a listener throws
   */
  void acceptTraffic(Object refusal) throws Throwable {
    Object known = context.get();
    Object availability = refusal == null ? null : bean(AvailabilityHandles.AVAILABILITY);
    AvailabilityHandles handles =
        availability == null ? null : AvailabilityHandles.of(availability);
    if (known != null && handles != null && handles.lastEvent(availability) == refusal) {
      withItsLoader(known, () -> handles.accept(known));
    }
  }

  /** What is said to an application. */
  private interface Word {
    void say() throws Throwable;
  }

  private static void withItsLoader(Object context, Word word) throws Throwable {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(context.getClass().getClassLoader());
    try {
      word.say();
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  /**
   * The bean of a type, or null if there is none, or not exactly one, or the context is closed.
   *
   * @param type by name, in the application's class loader
   */
  public Object bean(String type) {
    Object known = context.get();
    try {
      if (known == null || !(Boolean) known.getClass().getMethod("isActive").invoke(known)) {
        return null;
      }
      Class<?> wanted = Class.forName(type, false, known.getClass().getClassLoader());
      return known.getClass().getMethod("getBean", Class.class).invoke(known, wanted);
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      log.debug("no {} in {}", type, known, e);
      return null;
    }
  }

  /**
   * A property of its environment; null if there is none, or the context is gone.
   *
   * @param name as Spring writes it: {@code local.server.port}
   */
  public String property(String name) {
    Object known = context.get();
    return known == null ? null : Environments.property(known, name);
  }

  /** Whether it came up in the application of that class loader: in Tomcat, a web application. */
  public boolean isOf(ClassLoader loader) {
    return loader != null && application.get() == loader;
  }
}

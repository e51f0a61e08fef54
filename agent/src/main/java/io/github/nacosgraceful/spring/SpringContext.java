package io.github.nacosgraceful.spring;

import java.lang.ref.WeakReference;

/** A Spring context that was refreshed: what a registration belongs to. Holds nothing of it. */
public final class SpringContext {

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

  /** Whether it came up in the application of that class loader: in Tomcat, a web application. */
  public boolean isOf(ClassLoader loader) {
    return loader != null && application.get() == loader;
  }
}

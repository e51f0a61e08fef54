package io.github.nacosgraceful.library.tomcat;

import io.github.nacosgraceful.bridge.Handler;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Tells which web applications are about to stop, while they still serve: a context that stops is
 * unmapped before its listeners hear of it, one that is loaded anew is paused, and a server that
 * stops closes its ports first. Runs on the thread that stops them.
 *
 * <p>Reflection on public members, for this happens once in a web application's life.
 */
public final class StoppedApplications extends Handler {

  static final String CONTEXT = "org.apache.catalina.core.StandardContext";
  private static final String SERVER = "org.apache.catalina.core.StandardServer";
  private static final String SERVICE = "org.apache.catalina.core.StandardService";

  private final BiConsumer<String, Set<ClassLoader>> stops;

  /**
   * @param stops takes what stops, in words, and the class loaders of the web applications
   */
  public StoppedApplications(BiConsumer<String, Set<ClassLoader>> stops) {
    this.stops = stops;
  }

  @Override
  public Object enter(Object component, Object a, Object b, Object c) throws Throwable {
    Set<ClassLoader> loaders = Collections.newSetFromMap(new IdentityHashMap<>());
    if (isA(component, CONTEXT)) {
      addContext(component, loaders);
      String path = String.valueOf(call(component, "getPath"));
      stops.accept("Stopping web application " + (path.isEmpty() ? "/" : path), loaders);
    } else if (isA(component, SERVICE)) {
      addService(component, loaders);
      stops.accept("Stopping Tomcat", loaders);
    } else if (isA(component, SERVER)) {
      for (Object service : (Object[]) call(component, "findServices")) {
        addService(service, loaders);
      }
      stops.accept("Stopping Tomcat", loaders);
    }
    return null;
  }

  private static void addService(Object service, Set<ClassLoader> loaders)
      throws ReflectiveOperationException {
    Object engine = call(service, "getContainer");
    for (Object host : engine == null ? new Object[0] : children(engine)) {
      for (Object context : children(host)) {
        addContext(context, loaders);
      }
    }
  }

  private static void addContext(Object context, Set<ClassLoader> loaders)
      throws ReflectiveOperationException {
    Object loader = call(context, "getLoader");
    Object classLoader = loader == null ? null : call(loader, "getClassLoader");
    if (classLoader != null) {
      loaders.add((ClassLoader) classLoader);
    }
  }

  private static Object[] children(Object container) throws ReflectiveOperationException {
    return (Object[]) call(container, "findChildren");
  }

  private static Object call(Object component, String method) throws ReflectiveOperationException {
    return component.getClass().getMethod(method).invoke(component);
  }

  /** Spring Boot and others extend the class. */
  private static boolean isA(Object component, String name) {
    for (Class<?> type = component.getClass(); type != null; type = type.getSuperclass()) {
      if (type.getName().equals(name)) {
        return true;
      }
    }
    return false;
  }
}

package io.github.nacosgraceful.library.tomcat;

import static io.github.nacosgraceful.member.Reflection.call;
import static io.github.nacosgraceful.member.Reflection.isA;

import io.github.nacosgraceful.bridge.Handler;
import io.github.nacosgraceful.member.Need;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
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

  public static final String CONTEXT = "org.apache.catalina.core.StandardContext";
  private static final String SERVER = "org.apache.catalina.core.StandardServer";
  private static final String SERVICE = "org.apache.catalina.core.StandardService";

  private final BiConsumer<String, Set<ClassLoader>> stops;

  private StoppedApplications(BiConsumer<String, Set<ClassLoader>> stops) {
    this.stops = stops;
  }

  /**
   * A component is stopped, or a web application is loaded anew.
   *
   * @param stops takes what stops, in words, and the class loaders of the web applications
   */
  public static Handler onStop(BiConsumer<String, Set<ClassLoader>> stops) {
    return new StoppedApplications(stops);
  }

  /** The members that are called. */
  public static List<Need> needs() {
    return Arrays.asList(
        Need.method(SERVER, "findServices"),
        Need.method(SERVICE, "getContainer"),
        Need.method("org.apache.catalina.core.StandardEngine", "findChildren"),
        Need.method("org.apache.catalina.core.StandardHost", "findChildren"),
        Need.method(CONTEXT, "getLoader"),
        Need.method(CONTEXT, "getPath"),
        Need.method("org.apache.catalina.loader.WebappLoader", "getClassLoader"));
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
}

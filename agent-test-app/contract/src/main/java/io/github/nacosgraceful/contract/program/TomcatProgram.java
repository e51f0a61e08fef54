package io.github.nacosgraceful.contract.program;

import java.io.File;
import java.lang.ref.WeakReference;
import java.lang.reflect.Field;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;
import org.apache.catalina.Context;
import org.apache.catalina.Lifecycle;
import org.apache.catalina.WebResourceRoot;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.webresources.DirResourceSet;
import org.apache.catalina.webresources.FileResourceSet;
import org.apache.catalina.webresources.StandardRoot;

/**
 * Two web applications in one Tomcat with the same service id; the first is undeployed. Prints what
 * is given to their picks, and whether the class loader of the first was collected.
 */
public final class TomcatProgram {

  private final Tomcat tomcat = new Tomcat();

  private TomcatProgram() {}

  /**
   * @param arguments the classes of the web applications, and their jars
   */
  public static void main(String[] arguments) throws Exception {
    int status = 1; // Tomcat's threads go on
    try {
      new TomcatProgram().run(arguments[0], arguments[1].split(File.pathSeparator));
      status = 0;
    } finally {
      System.exit(status);
    }
  }

  private void run(String classes, String[] jars) throws Exception {
    tomcat.setBaseDir(System.getProperty("user.home"));
    tomcat.getHost();
    tomcat.start();
    Set<Thread> hooks = hooks();
    WeakReference<ClassLoader> loader = new WeakReference<>(oneIsThereForAWhile(classes, jars));
    // Those of the Nacos clients, which pin their loader for ever, with the agent and without it.
    Set<Thread> newHooks = hooks();
    newHooks.removeAll(hooks);
    newHooks.forEach(Runtime.getRuntime()::removeShutdownHook);
    newHooks.clear();
    System.out.println("undeployed collected=" + (isCollected(loader) ? 1 : 0));
    System.out.println("alone two=" + pushed("/two", "5"));
  }

  /** In a method of its own: its variables would hold what shall be collected. */
  private ClassLoader oneIsThereForAWhile(String classes, String[] jars) {
    deploy("/one", classes, jars);
    deploy("/two", classes, jars);
    System.out.printf("before one=%d two=%d%n", pushed("/one", "12"), pushed("/two", "14"));
    System.out.printf("after one=%d two=%d%n", pushed("/one", "23"), pushed("/two", ""));
    Context one = (Context) tomcat.getHost().findChild("/one");
    ClassLoader loader = one.getLoader().getClassLoader();
    tomcat.getHost().removeChild(one);
    return loader;
  }

  @SuppressWarnings("unchecked")
  private long pushed(String path, String digits) {
    Context context = (Context) tomcat.getHost().findChild(path);
    return ((ToLongFunction<String>) context.getServletContext().getAttribute(WebApplication.NAME))
        .applyAsLong(digits);
  }

  private void deploy(String path, String classes, String[] jars) {
    StandardContext context = new StandardContext();
    context.setName(path);
    context.setPath(path);
    WebResourceRoot resources = new StandardRoot(context);
    resources.addPreResources(new DirResourceSet(resources, "/WEB-INF/classes", classes, "/"));
    for (String jar : jars) {
      resources.addPreResources(
          new FileResourceSet(resources, "/WEB-INF/lib/" + Path.of(jar).getFileName(), jar, "/"));
    }
    context.setResources(resources);
    context.addLifecycleListener(new Tomcat.FixContextListener());
    context.addLifecycleListener(
        event -> {
          if (event.getType().equals(Lifecycle.CONFIGURE_START_EVENT)) {
            context.addApplicationListener(WebApplication.class.getName());
          }
        });
    tomcat.getHost().addChild(context); // starts it
    if (!context.getState().isAvailable()) {
      throw new IllegalStateException(path + " did not start");
    }
  }

  @SuppressWarnings("unchecked")
  private static Set<Thread> hooks() throws ReflectiveOperationException {
    Field field = Class.forName("java.lang.ApplicationShutdownHooks").getDeclaredField("hooks");
    field.setAccessible(true);
    return new HashSet<>(((Map<Thread, Thread>) field.get(null)).keySet());
  }

  private static boolean isCollected(WeakReference<?> reference) throws InterruptedException {
    for (int i = 0; i < 100 && reference.get() != null; i++) {
      System.gc();
      Thread.sleep(50);
    }
    return reference.get() == null;
  }
}

package io.github.nacosgraceful.forked;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.Context;
import org.apache.catalina.Lifecycle;
import org.apache.catalina.LifecycleEvent;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.startup.Tomcat;

/**
 * A Tomcat with two web applications, {@code /one} and {@code /two}, each with classes of its own.
 * The first is stopped as the argument says, while it is called, also by callers who were not told.
 */
public final class TomcatApp {

  private static final long CALLED_ON_MILLIS = 500;

  private static final int MOST_CALLS = 50_000;

  private TomcatApp() {}

  /**
   * @param args the way to stop, and the directory of the web applications
   */
  public static void main(String[] args) throws Exception {
    Logger.getLogger("org.apache").setLevel(Level.WARNING);
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(Path.of(args[1]).resolve("work").toString());
    tomcat.setPort(0);
    tomcat.getHost();
    tomcat.start();
    System.setProperty(
        "fake.port", String.valueOf(tomcat.getConnector().getLocalPort())); // for all loaders
    Context one = deploy(tomcat, "/one", args[1]);
    deploy(tomcat, "/two", args[1]);
    Caller caller = new Caller();
    caller.start();
    Thread.sleep(200);
    switch (args[0]) {
      case "undeploy":
        WeakReference<ClassLoader> loader = new WeakReference<>(one.getLoader().getClassLoader());
        tomcat.getHost().removeChild(one);
        one = null;
        caller.report();
        System.out.println("collected " + isCollected(loader));
        deploy(tomcat, "/one", args[1]);
        System.out.println("deployed again, it answers " + status("/one"));
        break;
      case "reload":
        one.reload();
        caller.report();
        System.out.println("loaded anew, it answers " + status("/one"));
        break;
      default: // "stop"
        tomcat.stop();
        caller.report();
    }
    System.exit(0);
  }

  private static Context deploy(Tomcat tomcat, String path, String directory) {
    Context context = new StandardContext();
    context.setName(path);
    context.setPath(path);
    context.setDocBase(directory);
    context.addLifecycleListener(new Tomcat.FixContextListener());
    context.addLifecycleListener(TomcatApp::configure);
    tomcat.getHost().addChild(context); // starts it
    if (!context.getState().isAvailable()) {
      throw new IllegalStateException(path + " did not start");
    }
    return context;
  }

  /** At each start, as a web.xml does. */
  private static void configure(LifecycleEvent event) {
    if (event.getType().equals(Lifecycle.CONFIGURE_START_EVENT)) {
      Context context = (Context) event.getLifecycle();
      Tomcat.addServlet(context, "default", "org.apache.catalina.servlets.DefaultServlet");
      context.addServletMappingDecoded("/", "default");
      context.addApplicationListener(WarListener.class.getName());
    }
  }

  static int port() {
    return Integer.getInteger("fake.port");
  }

  /** The status of a request, or -1 if there was none. */
  static int status(String path) {
    try {
      HttpURLConnection connection =
          (HttpURLConnection)
              URI.create("http://127.0.0.1:" + port() + path + "/page.txt")
                  .toURL()
                  .openConnection();
      connection.setReadTimeout(2_000);
      return connection.getResponseCode();
    } catch (IOException e) {
      return -1;
    }
  }

  private static boolean isCollected(WeakReference<?> reference) throws InterruptedException {
    for (int i = 0; i < 50 && reference.get() != null; i++) {
      System.gc();
      Thread.sleep(100);
    }
    return reference.get() == null;
  }

  /** Calls {@code /one} until a moment after it was deregistered. */
  private static final class Caller extends Thread {
    private int calls;
    private int failed;

    @Override
    public void run() {
      long toldAt = 0;
      while (calls < MOST_CALLS && toldAt == 0
          || System.nanoTime() - toldAt < CALLED_ON_MILLIS * 1_000_000) {
        calls++;
        if (status("/one") != 200) {
          failed++;
        }
        if (toldAt == 0 && !Boolean.getBoolean("fake.listed.one")) {
          toldAt = System.nanoTime();
        }
      }
    }

    void report() throws InterruptedException {
      join();
      System.out.println("called, failed " + (failed > 0));
    }
  }
}

package io.github.nacosgraceful.forked;

import com.alibaba.nacos.api.naming.pojo.Instance;
import com.alibaba.nacos.client.naming.NacosNamingService;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;
import org.springframework.boot.SpringApplication;
import org.springframework.context.support.AbstractApplicationContext;

/**
 * An application that does a little of everything around the agent, and says on standard output
 * what it sees of it: lines that begin with {@code app}. Whatever fails in the agent, they have to
 * be those that it says without the agent.
 *
 * <p>It registers three services in three ways, serves requests in a Tomcat, deregisters one thing
 * and registers it anew, closes one of its contexts, and ends. Its shutdown hook deregisters the
 * rest, as Spring does, and then tells what is still listed.
 */
public final class RuleApp {

  private static final String[] SERVICES = {"orders", "stock", "side"};

  /** Longer than {@code register.delay} in the test, and than a class waits for the agent. */
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(15);

  private static final int REQUESTS = 10;

  private RuleApp() {}

  public static void main(String[] args) throws Exception {
    NacosNamingService naming = new NacosNamingService();
    AbstractApplicationContext shop = context("shop", "orders", naming);
    SpringApplication.run(shop, () -> register(naming, "stock"));
    AbstractApplicationContext side = context("side", "side", new NacosNamingService());
    side.refresh();
    int port = startTomcat();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(shop, naming)));
    say("listed", listed(3));
    say("answered", answers(port));
    deregister(naming, "stock");
    say("listed", listed(2));
    register(naming, "stock"); // on purpose: it has to be there again
    say("listed", listed(3));
    side.close();
    say("listed", listed(2));
    say("answered", answers(port));
    say("ends", "");
    System.exit(3);
  }

  private static void end(AbstractApplicationContext shop, NacosNamingService naming) {
    say("hook", "");
    shop.close();
    deregister(naming, "stock");
    say("listed at the end", listed(0));
  }

  private static AbstractApplicationContext context(
      String id, String service, NacosNamingService naming) {
    return new AbstractApplicationContext(
        id, () -> register(naming, service), () -> deregister(naming, service));
  }

  private static void register(NacosNamingService naming, String service) {
    naming.registerInstance(service, "DEFAULT_GROUP", instance(service));
  }

  private static void deregister(NacosNamingService naming, String service) {
    naming.deregisterInstance(service, "DEFAULT_GROUP", instance(service));
  }

  private static Instance instance(String service) {
    Instance instance = new Instance();
    instance.setIp("127.0.0.1");
    instance.setPort(8080 + service.length());
    instance.setEphemeral(!service.equals("stock"));
    return instance;
  }

  /** Those that are there, once they are so many. */
  private static List<String> listed(int expected) {
    long begin = System.nanoTime();
    List<String> listed = listed();
    while (listed.size() != expected && System.nanoTime() - begin < PATIENCE) {
      try {
        Thread.sleep(10);
      } catch (InterruptedException e) {
        say("was interrupted", "");
      }
      listed = listed();
    }
    return listed;
  }

  private static List<String> listed() {
    List<String> listed = new ArrayList<>();
    for (String service : SERVICES) {
      if (Boolean.getBoolean("fake.listed." + service)) {
        listed.add(service);
      }
    }
    return listed;
  }

  private static int startTomcat() throws Exception {
    Logger.getLogger("org.apache").setLevel(Level.SEVERE);
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(System.getProperty("java.io.tmpdir"));
    tomcat.setPort(0);
    Context context = tomcat.addContext("", null);
    Tomcat.addServlet(
        context,
        "answer",
        new HttpServlet() {
          private static final long serialVersionUID = 1;

          @Override
          protected void doGet(HttpServletRequest request, HttpServletResponse response)
              throws IOException {
            response.getWriter().print("answer");
          }
        });
    context.addServletMappingDecoded("/", "answer");
    tomcat.start();
    return tomcat.getConnector().getLocalPort();
  }

  /** How many requests were answered. */
  private static int answers(int port) throws IOException {
    int answered = 0;
    for (int i = 0; i < REQUESTS; i++) {
      HttpURLConnection connection =
          (HttpURLConnection) URI.create("http://127.0.0.1:" + port + "/").toURL().openConnection();
      connection.setReadTimeout((int) TimeUnit.NANOSECONDS.toMillis(PATIENCE));
      if (connection.getResponseCode() == HttpURLConnection.HTTP_OK
          && connection.getContentLength() == "answer".length()) {
        answered++;
      }
    }
    return answered;
  }

  private static void say(String what, Object value) {
    System.out.println(("app " + what + " " + value).trim());
  }
}

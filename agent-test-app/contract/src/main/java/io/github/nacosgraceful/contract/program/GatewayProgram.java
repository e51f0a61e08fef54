package io.github.nacosgraceful.contract.program;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.cloud.client.discovery.DiscoveryClient;
import org.springframework.cloud.client.discovery.ReactiveDiscoveryClient;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Requests through a real Spring Cloud Gateway, on WebFlux or on Spring MVC, some of whose
 * instances cannot be called. Each route has a service of its own. Prints how many requests were
 * answered with 200 and with 5xx, and how many were served.
 */
public final class GatewayProgram {

  private static final int REQUESTS = 8;
  private static final int BODY = 100_000;

  private static Discovery discovery;

  private final NacosMemory nacos = new NacosMemory();
  private final Peers peers = new Peers();
  private final List<String> properties = new ArrayList<>();
  private int routes;
  private int port;

  private GatewayProgram() throws ReflectiveOperationException, IOException {
    discovery = new Discovery(nacos);
  }

  public static void main(String[] arguments) {
    try {
      run(!arguments[0].equals("mvc"), arguments[0].equals("ribbon"));
    } catch (Throwable e) {
      e.printStackTrace();
      System.exit(1); // other threads go on
    }
    System.exit(0);
  }

  /**
   * @param retries whether it has a filter that retries without another library
   */
  private static void run(boolean retries, boolean ribbon) throws Exception {
    GatewayProgram program = new GatewayProgram();
    program.services("refused", null, Peers::dead, program.peers::live);
    program.services("only", null, Peers::dead);
    program.services("both", null, Peers::dead, Peers::dead);
    program.services("cut", null, program.peers::rude, program.peers::rudeToo);
    if (retries) {
      program.services("retried", "Retry=3", Peers::dead, program.peers::live);
    }
    program.start(ribbon);
    for (String name : new String[] {"refused", "only", "both", "cut"}) {
      program.run(name);
    }
    if (retries) {
      program.run("retried");
    }
  }

  /** One service for each two requests. */
  private void services(String name, String filter, Peers.Peer... instances) throws IOException {
    for (int i = 0; i < REQUESTS / 2; i++) {
      String service = name + "-" + i;
      nacos.push(service, Peers.addresses(instances));
      for (String prefix :
          new String[] {"routes", "server.webflux.routes", "mvc.routes", "server.webmvc.routes"}) {
        String route = "--spring.cloud.gateway." + prefix + "[" + routes + "].";
        properties.add(route + "id=" + service);
        properties.add(route + "uri=lb://" + service);
        properties.add(route + "predicates[0]=Path=/" + service + "/**");
        if (filter != null) {
          properties.add(route + "filters[0]=" + filter);
        }
      }
      routes++;
    }
  }

  private void start(boolean ribbon) throws ClassNotFoundException {
    properties.add("--server.port=0");
    properties.add("--server.address=127.0.0.1");
    properties.add("--spring.main.banner-mode=off");
    properties.add("--spring.cloud.discovery.client.composite-indicator.enabled=false");
    properties.add("--spring.cloud.nacos.discovery.enabled=false");
    List<Class<?>> sources = new ArrayList<>(Collections.singleton(Application.class));
    if (ribbon) {
      RibbonServersOfClient.nacos = nacos;
      sources.add(RibbonServers.class);
    }
    ConfigurableApplicationContext context =
        SpringApplication.run(sources.toArray(new Class<?>[0]), properties.toArray(new String[0]));
    port = Integer.parseInt(context.getEnvironment().getProperty("local.server.port"));
  }

  private void run(String name) throws IOException {
    int answered = 0;
    int failed = 0;
    for (int i = 0; i < REQUESTS; i++) {
      int status = post("/" + name + "-" + i / 2 + "/work");
      answered += status == 200 ? 1 : 0;
      failed += status >= 500 ? 1 : 0;
    }
    System.out.printf(
        "%s answered=%d failed=%d served=%d bytes=%d cut=%d%n",
        name, answered, failed, peers.served(), peers.bytes(), peers.cut());
  }

  private int post(String path) throws IOException {
    HttpURLConnection connection =
        (HttpURLConnection) new URL("http://127.0.0.1:" + port + path).openConnection();
    connection.setRequestMethod("POST");
    connection.setDoOutput(true);
    connection.setRequestProperty("Content-Type", "application/octet-stream");
    connection.setFixedLengthStreamingMode(BODY);
    connection.getOutputStream().write(new byte[BODY]);
    int status = connection.getResponseCode();
    try (InputStream body =
        status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
      while (body != null && body.read() >= 0) {
        // to the end
      }
    }
    return status;
  }

  /** What people write. */
  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  public static class Application {

    @Bean
    DiscoveryClient memory() {
      return discovery;
    }

    @Bean
    ReactiveDiscoveryClient reactiveMemory() {
      return discovery.reactive();
    }
  }
}

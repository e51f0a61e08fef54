#!/usr/bin/env bash
# Spring Cloud LoadBalancer's health checks read the list of instances once, and never again.
#
# Version: spring-cloud-loadbalancer 5.0.4 (spring.cloud.loadbalancer.configurations=health-check), JDK 17.
# Guess: the checks run every interval over the instances that the registry lists then, so a new instance is called
#   after an interval or two. A caller that starts before its provider finds it as soon as it is there.
# Seen: the first list is checked again and again; the registry is not asked any more. A second instance gets no call,
#   however long one waits. Where the first list was empty, the service has no instance for the rest of the process: each
#   call fails, although the registry lists a healthy one. A property (health-check.refetch-instances, false) helps.
#
# Run: findings/health-check-never-looks-again.sh (JDK 17 or newer, Maven; about 15 s). Exit 0: still so; 1: changed; 2: not run.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
cat > pom.xml <<'POM'
<project>
  <modelVersion>4.0.0</modelVersion><groupId>finding</groupId><artifactId>finding</artifactId><version>1</version><packaging>pom</packaging>
  <dependencies>
    <dependency><groupId>org.springframework.cloud</groupId><artifactId>spring-cloud-starter-loadbalancer</artifactId><version>5.0.4</version></dependency>
    <dependency><groupId>org.springframework</groupId><artifactId>spring-web</artifactId><version>7.0.10</version></dependency>
  </dependencies>
</project>
POM
timeout 300 mvn -B -q -ntp -Dstyle.color=never org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy-dependencies -DoutputDirectory=lib >mvn.log 2>&1 \
  || { tail -5 mvn.log; echo "not run: the packages could not be fetched"; exit 2; } >&2

cat > Finding.java <<'JAVA'
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.cloud.client.DefaultServiceInstance;
import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.client.discovery.DiscoveryClient;
import org.springframework.cloud.client.loadbalancer.LoadBalanced;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.client.RestTemplate;
import org.springframework.context.annotation.Primary;

/** A service whose list of instances grows while the caller runs; checks every 200 ms, watched for 4 s. */
public class Finding {
  static final List<ServiceInstance> listed = new CopyOnWriteArrayList<>();

  /** An application without a server, whose services are what the list holds. */
  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  static class App {
    @Bean DiscoveryClient discovery() {
      return new DiscoveryClient() {
        @Override public String description() { return "list"; }
        @Override public List<String> getServices() { return List.of("orders"); }
        @Override public List<ServiceInstance> getInstances(String service) { return List.copyOf(listed); }
      };
    }
    @Bean @Primary RestTemplate forTheChecks() { return new RestTemplate(); }
    @Bean @LoadBalanced RestTemplate balanced() { return new RestTemplate(); }
  }

  public static void main(String[] args) throws Exception {
    ServiceInstance a = new DefaultServiceInstance("a", "orders", "127.0.0.1", server("a").getAddress().getPort(), false);
    ServiceInstance b = new DefaultServiceInstance("b", "orders", "127.0.0.1", server("b").getAddress().getPort(), false);
    boolean same = calls("a, then a and b", List.of(a), List.of(a, b), false, "a", "a")
        & calls("none, then a", List.of(), List.of(a), false, "no instance", "no instance")
        & calls("a, then a and b, refetch-instances", List.of(a), List.of(a, b), true, "a", "b")
        & calls("none, then a, refetch-instances", List.of(), List.of(a), true, "no instance", "a");
    System.exit(same ? 0 : 1);
  }

  /** Calls until the last instance of the second list has answered, or for 4 s. */
  static boolean calls(String what, List<ServiceInstance> first, List<ServiceInstance> then, boolean refetch, String before,
      String after) throws InterruptedException {
    listed.clear();
    listed.addAll(first);
    String was;
    String is;
    try (ConfigurableApplicationContext context = new SpringApplicationBuilder(App.class).web(WebApplicationType.NONE).run(
        "--spring.cloud.loadbalancer.configurations=health-check", "--spring.cloud.loadbalancer.health-check.initial-delay=0ms",
        "--spring.cloud.loadbalancer.health-check.interval=200ms", "--spring.cloud.loadbalancer.health-check.refetch-instances-interval=200ms",
        "--spring.cloud.loadbalancer.health-check.refetch-instances=" + refetch)) {
      RestTemplate template = context.getBean("balanced", RestTemplate.class);
      was = call(template);
      listed.clear();
      listed.addAll(then);
      String last = then.get(then.size() - 1).getInstanceId();
      long end = System.nanoTime() + (refetch ? 20_000_000_000L : 4_000_000_000L);
      do {
        Thread.sleep(50);
        is = call(template);
      } while (!is.equals(last) && System.nanoTime() - end < 0);
    }
    boolean same = was.equals(before) && is.equals(after);
    System.out.printf("%-35s first answer: %s; after the change: %s%s%n", what, was, is, same ? "" : "   CHANGED: expected " + before + "; " + after);
    return same;
  }

  static String call(RestTemplate template) {
    try {
      return template.getForObject("http://orders/", String.class);
    } catch (IllegalArgumentException | IllegalStateException e) {
      return "no instance";
    }
  }

  static HttpServer server(String name) throws IOException {
    HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", exchange -> {
      exchange.sendResponseHeaders(200, name.length());
      exchange.getResponseBody().write(name.getBytes());
      exchange.close();
    });
    server.start();
    return server;
  }
}
JAVA
code=0; timeout 170 "${JAVA_HOME:+$JAVA_HOME/bin/}java" -Dlogging.level.root=OFF -Dspring.main.banner-mode=off -cp 'lib/*' Finding.java || code=$?
case $code in
  0) echo "still so" ;;
  124) echo "not run: it did not end in 170 s" >&2; exit 2 ;;
  *) echo "health-check-never-looks-again: what was seen has changed" >&2; exit 1 ;;
esac

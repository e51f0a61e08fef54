#!/usr/bin/env bash
# In Spring Cloud LoadBalancer one dead instance of three is met by every second call, and the healthy two share 1 to 3.
#
# Versions: spring-cloud-loadbalancer 5.0.4, spring-retry 2.0.12 (on the class path, so calls are retried elsewhere), JDK 17.
# Guess: round robin over three, so every third call meets the dead one first; the retries spread evenly over the others.
# Seen: a retry takes a position of the one counter that the first tries share. The call after it therefore begins two
#   further, and the one after that is back at the dead instance. Half of the calls meet it, and the instance that
#   follows the dead one gets first tries never, and the last one always: of 300 calls 75 and 225.
#   With two instances, one of them dead, the counter stands still for the retry and all is even.
#
# Run: findings/retry-upsets-round-robin.sh (JDK 17 or newer, Maven; about 15 s). Exit 0: still so; 1: changed; 2: not run.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
cat > pom.xml <<'POM'
<project>
  <modelVersion>4.0.0</modelVersion><groupId>finding</groupId><artifactId>finding</artifactId><version>1</version><packaging>pom</packaging>
  <dependencies>
    <dependency><groupId>org.springframework.cloud</groupId><artifactId>spring-cloud-starter-loadbalancer</artifactId><version>5.0.4</version></dependency>
    <dependency><groupId>org.springframework</groupId><artifactId>spring-web</artifactId><version>7.0.10</version></dependency>
    <dependency><groupId>org.springframework.retry</groupId><artifactId>spring-retry</artifactId><version>2.0.12</version></dependency>
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

/** A dead instance and one or two healthy ones; GETs one after the other, each with one retry. */
public class Finding {
  static final List<ServiceInstance> listed = new CopyOnWriteArrayList<>();
  static volatile boolean met;

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
    @Bean @LoadBalanced RestTemplate balanced() { return new RestTemplate(); }
  }

  public static void main(String[] args) throws Exception {
    HttpServer dead = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    dead.createContext("/", exchange -> {
      met = true;
      exchange.close();
    });
    dead.start();
    boolean same = calls(dead, 150, Map.of("a", 300), server("a")) & calls(dead, 150, Map.of("a", 75, "b", 225), server("a"), server("b"));
    System.exit(same ? 0 : 1);
  }

  static boolean calls(HttpServer dead, int expectedMet, Map<String, Integer> expected, HttpServer... healthy) {
    listed.clear();
    listed.add(new DefaultServiceInstance("dead", "orders", "127.0.0.1", dead.getAddress().getPort(), false));
    for (HttpServer server : healthy) {
      listed.add(new DefaultServiceInstance("h" + server.getAddress().getPort(), "orders", "127.0.0.1", server.getAddress().getPort(), false));
    }
    Map<String, Integer> answered = new TreeMap<>();
    int metDead = 0;
    try (ConfigurableApplicationContext context = new SpringApplicationBuilder(App.class).web(WebApplicationType.NONE).run()) {
      RestTemplate template = context.getBean(RestTemplate.class);
      for (int i = 0; i < 300; i++) {
        met = false;
        answered.merge(template.getForObject("http://orders/", String.class), 1, Integer::sum);
        if (met) metDead++;
      }
    }
    // the counter begins anywhere, so the first calls may differ a little
    boolean same = near(metDead, expectedMet) && expected.entrySet().stream().allMatch(e -> near(answered.getOrDefault(e.getKey(), 0), e.getValue()));
    System.out.printf("%d healthy, 1 dead: %d of 300 calls met the dead one first; answered by %s%s%n", healthy.length, metDead, answered,
        same ? "" : "   CHANGED: expected about " + expectedMet + ", " + expected);
    return same;
  }

  static boolean near(int seen, int expected) {
    return Math.abs(seen - expected) <= 4;
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
  *) echo "retry-upsets-round-robin: what was seen has changed" >&2; exit 1 ;;
esac

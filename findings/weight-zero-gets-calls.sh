#!/usr/bin/env bash
# In Spring Cloud LoadBalancer's weighted balancing an instance of weight 0 gets as many calls as one of weight 1.
#
# Version: spring-cloud-loadbalancer 5.0.4 (spring.cloud.loadbalancer.configurations=weighted), JDK 17.
# Guess: weight 0 means no calls, as in Nacos and HAProxy; it is how one drains an instance by hand. Weights of 0.5 and
#   1.5, which Nacos takes, share 1 to 3.
# Seen: what is not a whole number above 0 counts as 1. Weights 0 and 1 share half and half, 0 and 3 share 1 to 3, and
#   0.5 and 1.5 share half and half too.
#
# Run: findings/weight-zero-gets-calls.sh (JDK 17 or newer, Maven; about 15 s). Exit 0: still so; 1: changed; 2: not run.
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

/** Two instances with weights in their metadata, 400 calls. */
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
    @Bean @LoadBalanced RestTemplate balanced() { return new RestTemplate(); }
  }

  public static void main(String[] args) throws Exception {
    HttpServer a = server("a");
    HttpServer b = server("b");
    boolean same = shares(a, "1", b, "3", Map.of("a", 100, "b", 300))
        & shares(a, "0", b, "1", Map.of("a", 200, "b", 200))
        & shares(a, "0", b, "3", Map.of("a", 100, "b", 300))
        & shares(a, "0.5", b, "1.5", Map.of("a", 200, "b", 200));
    System.exit(same ? 0 : 1);
  }

  static boolean shares(HttpServer a, String ofA, HttpServer b, String ofB, Map<String, Integer> expected) {
    listed.clear();
    listed.add(new DefaultServiceInstance("a", "orders", "127.0.0.1", a.getAddress().getPort(), false, Map.of("weight", ofA)));
    listed.add(new DefaultServiceInstance("b", "orders", "127.0.0.1", b.getAddress().getPort(), false, Map.of("weight", ofB)));
    Map<String, Integer> calls = new TreeMap<>();
    try (ConfigurableApplicationContext context = new SpringApplicationBuilder(App.class).web(WebApplicationType.NONE)
        .run("--spring.cloud.loadbalancer.configurations=weighted")) {
      RestTemplate template = context.getBean(RestTemplate.class);
      for (int i = 0; i < 400; i++) calls.merge(template.getForObject("http://orders/", String.class), 1, Integer::sum);
    }
    boolean same = calls.equals(expected);
    System.out.printf("weights a=%s b=%s: calls %s%s%n", ofA, ofB, calls, same ? "" : "   CHANGED: expected " + expected);
    return same;
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
  *) echo "weight-zero-gets-calls: what was seen has changed" >&2; exit 1 ;;
esac

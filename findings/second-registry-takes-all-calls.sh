#!/usr/bin/env bash
# With two registries, one instance in the first of them hides all that the second one lists for that service.
#
# Version: spring-cloud-commons and spring-cloud-loadbalancer 5.0.4, JDK 17.
# Guess: an application with two discovery clients, such as one that moves from one registry to another, calls the
#   instances of both: its client is named a composite.
# Seen: the composite asks one after the other and takes the first list that is not empty. Three instances in the second
#   registry share the calls evenly, until one instance appears in the first: then that one gets every call. When it
#   leaves, the three are back.
# Why it matters here: whoever moves one of four instances to a new registry moves the whole load to it.
#
# Run: findings/second-registry-takes-all-calls.sh (JDK 17 or newer, Maven; about 15 s). Exit 0: still so; 1: changed; 2: not run.
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

/** Two discovery clients for one service; the cache is off, so each call sees what is listed. */
public class Finding {
  static final List<ServiceInstance> inFirst = new CopyOnWriteArrayList<>();
  static final List<ServiceInstance> inSecond = new CopyOnWriteArrayList<>();

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  static class App {
    @Bean DiscoveryClient first() { return registry(inFirst, 1); }
    @Bean DiscoveryClient second() { return registry(inSecond, 2); }
    @Bean @LoadBalanced RestTemplate balanced() { return new RestTemplate(); }
  }

  static DiscoveryClient registry(List<ServiceInstance> listed, int order) {
    return new DiscoveryClient() {
      @Override public String description() { return "list"; }
      @Override public int getOrder() { return order; }
      @Override public List<String> getServices() { return List.of("orders"); }
      @Override public List<ServiceInstance> getInstances(String service) { return List.copyOf(listed); }
    };
  }

  public static void main(String[] args) throws Exception {
    for (String name : List.of("old1", "old2", "old3")) inSecond.add(instance(name));
    ServiceInstance moved = instance("new");
    boolean same;
    try (ConfigurableApplicationContext context = new SpringApplicationBuilder(App.class).web(WebApplicationType.NONE)
        .run("--spring.cloud.loadbalancer.cache.enabled=false")) {
      RestTemplate template = context.getBean(RestTemplate.class);
      Map<String, Integer> even = Map.of("old1", 20, "old2", 20, "old3", 20);
      same = calls(template, "three in the second registry", even);
      inFirst.add(moved);
      same &= calls(template, "and one in the first", Map.of("new", 60));
      inFirst.clear();
      same &= calls(template, "which has left", even);
    }
    System.exit(same ? 0 : 1);
  }

  static ServiceInstance instance(String name) throws IOException {
    return new DefaultServiceInstance(name, "orders", "127.0.0.1", server(name).getAddress().getPort(), false);
  }

  static boolean calls(RestTemplate template, String what, Map<String, Integer> expected) {
    Map<String, Integer> answered = new TreeMap<>();
    for (int i = 0; i < 60; i++) answered.merge(template.getForObject("http://orders/", String.class), 1, Integer::sum);
    boolean same = answered.equals(expected);
    System.out.printf("%-29s answered by %s%s%n", what, answered, same ? "" : "   CHANGED: expected " + expected);
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
  *) echo "second-registry-takes-all-calls: what was seen has changed" >&2; exit 1 ;;
esac

#!/usr/bin/env bash
# Spring Cloud LoadBalancer's cache looks up once for each of 50 concurrent calls, and for each call of an empty service.
#
# Version: spring-cloud-loadbalancer 5.0.4 (its default cache, entries live for 35 s), JDK 17.
# Guess: a cache is there so that one call asks the registry and the others wait for what it gets; and a service
#   without instances is remembered too, at least for a moment.
# Seen: 50 calls that begin while the entry is missing make 50 look-ups. An empty list is never kept: 100 calls to a
#   service that is down make 100 look-ups. Only a list with an instance, once it is there, saves any.
#
# Run: findings/balancer-cache-asks-for-every-call.sh (JDK 17 or newer, Maven; about 15 s). Exit 0: still so; 1: changed; 2: not run.
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
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
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

/** A registry that counts who asks it, and answers when it may. */
public class Finding {
  static final List<ServiceInstance> listed = new CopyOnWriteArrayList<>();
  static final AtomicInteger asked = new AtomicInteger();
  static final Semaphore mayAnswer = new Semaphore(1_000_000);

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  static class App {
    @Bean DiscoveryClient discovery() {
      return new DiscoveryClient() {
        @Override public String description() { return "list"; }
        @Override public List<String> getServices() { return List.of("orders"); }
        @Override public List<ServiceInstance> getInstances(String service) {
          asked.incrementAndGet();
          mayAnswer.acquireUninterruptibly();
          return List.copyOf(listed);
        }
      };
    }
    @Bean @LoadBalanced RestTemplate balanced() { return new RestTemplate(); }
  }

  public static void main(String[] args) throws Exception {
    HttpServer server = server("a");
    boolean same;
    try (ConfigurableApplicationContext context = new SpringApplicationBuilder(App.class).web(WebApplicationType.NONE).run()) {
      RestTemplate template = context.getBean(RestTemplate.class);
      for (int i = 0; i < 100; i++) call(template);
      same = check("100 calls, no instance", 100);

      listed.add(new DefaultServiceInstance("a", "orders", "127.0.0.1", server.getAddress().getPort(), false));
      mayAnswer.drainPermits();
      ExecutorService callers = Executors.newFixedThreadPool(50);
      for (int i = 0; i < 50; i++) callers.execute(() -> call(template));
      for (long end = System.nanoTime() + 5_000_000_000L; asked.get() < 50 && System.nanoTime() - end < 0; ) Thread.sleep(20);
      same &= check("50 calls at once, one instance", 50);
      mayAnswer.release(1_000_000);
      callers.shutdown();
      callers.awaitTermination(30, TimeUnit.SECONDS);

      asked.set(0);
      for (int i = 0; i < 100; i++) call(template);
      same &= check("100 calls after that", 0);
    }
    System.exit(same ? 0 : 1);
  }

  static void call(RestTemplate template) {
    try {
      template.getForObject("http://orders/", String.class);
    } catch (IllegalArgumentException | IllegalStateException e) {
      // no instance
    }
  }

  static boolean check(String what, int expected) {
    int seen = asked.getAndSet(0);
    System.out.printf("%-31s look-ups: %d%s%n", what, seen, seen == expected ? "" : "   CHANGED: expected " + expected);
    return seen == expected;
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
  *) echo "balancer-cache-asks-for-every-call: what was seen has changed" >&2; exit 1 ;;
esac

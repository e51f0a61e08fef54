#!/usr/bin/env bash
# Spring Cloud LoadBalancer's health checks go through the load balancer where the only RestTemplate is @LoadBalanced.
#
# Version: spring-cloud-loadbalancer 5.0.4 (spring.cloud.loadbalancer.configurations=health-check), spring-web 7.0.10, JDK 17.
# Guess: the balancer asks each address by itself, with a client of its own.
# Seen: without WebClient it takes the application's RestTemplate. Where that is the @LoadBalanced one, as
#   in the documentation's first example, a check of http://127.0.0.1:PORT/ is balanced again: 127.0.0.1 is taken for
#   the name of a service that has no instances. So no instance is ever alive, and each call fails, while the server
#   answers anyone who asks, and sees no check at all. A second, plain RestTemplate marked @Primary mends it.
#
# Run: findings/health-check-through-the-balancer.sh (JDK 17 or newer, Maven; about 15 s). Exit 0: still so; 1: changed; 2: not run.
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
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.List;
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

/** One healthy instance, checked every 200 ms, called for 4 s. */
public class Finding {
  static final List<ServiceInstance> listed = new CopyOnWriteArrayList<>();
  static final AtomicInteger checks = new AtomicInteger();

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

  @Configuration(proxyBeanMethods = false)
  static class Plain {
    @Bean @Primary RestTemplate plain() { return new RestTemplate(); }
  }

  public static void main(String[] args) throws Exception {
    HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", exchange -> {
      if (exchange.getRequestURI().getPath().equals("/health")) checks.incrementAndGet();
      exchange.sendResponseHeaders(200, -1);
      exchange.close();
    });
    server.start();
    listed.add(new DefaultServiceInstance("a", "orders", "127.0.0.1", server.getAddress().getPort(), false));
    boolean same = calls("only the @LoadBalanced RestTemplate", false, App.class) & calls("a plain one beside it", true, App.class, Plain.class);
    System.exit(same ? 0 : 1);
  }

  static boolean calls(String what, boolean expected, Class<?>... configurations) throws InterruptedException {
    checks.set(0);
    int answered = 0;
    int failed = 0;
    try (ConfigurableApplicationContext context = new SpringApplicationBuilder(configurations).web(WebApplicationType.NONE).run(
        "--spring.cloud.loadbalancer.configurations=health-check", "--spring.cloud.loadbalancer.health-check.initial-delay=0ms",
        "--spring.cloud.loadbalancer.health-check.interval=200ms", "--spring.cloud.loadbalancer.health-check.path.default=/health")) {
      RestTemplate template = context.getBean("balanced", RestTemplate.class);
      long end = System.nanoTime() + Duration.ofSeconds(4).toNanos();
      while (System.nanoTime() - end < 0) {
        Thread.sleep(50);
        try {
          template.getForEntity("http://orders/", Void.class);
          answered++;
        } catch (IllegalArgumentException | IllegalStateException e) {
          failed++;
        }
      }
    }
    boolean same = expected ? answered > 0 && checks.get() > 0 : answered == 0 && failed > 0 && checks.get() == 0;
    System.out.printf("%-36s answered %d, failed %d, checks that reached the server %d%s%n", what, answered, failed, checks.get(), same ? "" : "   CHANGED");
    return same;
  }
}
JAVA
code=0; timeout 170 "${JAVA_HOME:+$JAVA_HOME/bin/}java" -Dlogging.level.root=OFF -Dspring.main.banner-mode=off -cp 'lib/*' Finding.java || code=$?
case $code in
  0) echo "still so" ;;
  124) echo "not run: it did not end in 170 s" >&2; exit 2 ;;
  *) echo "health-check-through-the-balancer: what was seen has changed" >&2; exit 1 ;;
esac

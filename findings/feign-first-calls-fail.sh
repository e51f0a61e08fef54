#!/usr/bin/env bash
# Calls that a new Feign client makes beside its first one fail: its message converters are not there yet.
#
# Version: spring-cloud-openfeign-core 5.0.0 (Spring Cloud 2025.1.0, Spring Boot 4.0.0), and 5.0.4 beside it; JDK 17.
# Guess: a client is ready once it can be injected; eight threads that call it for the first time get eight answers, as
#   the ninth call does.
# Seen: with 5.0.0 some of the first calls fail with a DecodeException, "'messageConverters' must not be empty", each after
#   its request was served: 9 of 160 for twenty clients. The list of converters is made on the first use, and shown to
#   others while it is being filled. 5.0.4 makes it under a lock, and none fails.
# Why it matters here: a gateway that was just started fails calls although each of its providers answers.
#
# Run: findings/feign-first-calls-fail.sh (JDK 17 or newer, Maven; about 30 s). Exit 0: still so; 1: changed; 2: not run.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"

cat > Finding.java <<'JAVA'
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.cloud.openfeign.FeignClientBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.PostMapping;

/** Twenty new clients of one server; each is called by eight threads at the same moment, and once more. */
public class Finding {
  interface Orders { @PostMapping("/order") String order(); }

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  static class App {}

  public static void main(String[] args) {
    int code = 1;
    try { code = run(Boolean.parseBoolean(args[0])) ? 0 : 1; } catch (Exception e) { e.printStackTrace(); }
    System.exit(code);
  }

  static boolean run(boolean expected) throws Exception {
    AtomicInteger served = new AtomicInteger();
    HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newFixedThreadPool(8));
    server.createContext("/", exchange -> {
      served.incrementAndGet();
      exchange.getResponseHeaders().add("Content-Type", "text/plain");
      exchange.sendResponseHeaders(200, 4);
      exchange.getResponseBody().write("done".getBytes());
      exchange.close();
    });
    server.start();
    Map<String, Integer> first = new TreeMap<>(), later = new TreeMap<>();
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try (ConfigurableApplicationContext context = new SpringApplicationBuilder(App.class).web(WebApplicationType.NONE).run()) {
      for (int client = 0; client < 20; client++) {
        Orders orders = new FeignClientBuilder(context).forType(Orders.class, "orders" + client)
            .url("http://127.0.0.1:" + server.getAddress().getPort()).build();
        CountDownLatch go = new CountDownLatch(1), ended = new CountDownLatch(8);
        for (int thread = 0; thread < 8; thread++) {
          threads.execute(() -> {
            try { go.await(); } catch (InterruptedException e) { return; }
            call(orders, first);
            ended.countDown();
          });
        }
        go.countDown();
        if (!ended.await(60, TimeUnit.SECONDS)) throw new IllegalStateException("calls hang");
        call(orders, later);
      }
    }
    System.out.println("160 first calls: " + first + "; 20 later ones: " + later + "; served: " + served);
    boolean fails = first.getOrDefault("DecodeException: 'messageConverters' must not be empty", 0) > 0;
    return fails == expected && (expected || first.equals(Map.of("done", 160)))
        && later.equals(Map.of("done", 20)) && served.get() == 180;
  }

  static void call(Orders orders, Map<String, Integer> answers) {
    String answer;
    try { answer = orders.order(); } catch (Exception e) { answer = e.getClass().getSimpleName() + ": " + e.getMessage(); }
    synchronized (answers) { answers.merge(answer, 1, Integer::sum); }
  }
}
JAVA
check() { # OPENFEIGN BOOT FAILS
  mkdir "$1"; cat > "$1/pom.xml" <<POM
<project>
  <modelVersion>4.0.0</modelVersion><groupId>finding</groupId><artifactId>finding</artifactId><version>1</version><packaging>pom</packaging>
  <dependencyManagement><dependencies>
    <dependency><groupId>org.springframework.boot</groupId><artifactId>spring-boot-dependencies</artifactId><version>$2</version><type>pom</type><scope>import</scope></dependency>
  </dependencies></dependencyManagement>
  <dependencies>
    <dependency><groupId>org.springframework.cloud</groupId><artifactId>spring-cloud-starter-openfeign</artifactId><version>$1</version></dependency>
    <dependency><groupId>org.springframework.boot</groupId><artifactId>spring-boot-http-converter</artifactId></dependency>
  </dependencies>
</project>
POM
  (cd "$1"; timeout 300 mvn -B -q -ntp -Dstyle.color=never org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy-dependencies -DoutputDirectory=lib >mvn.log 2>&1) \
    || { tail -5 "$1/mvn.log"; echo "not run: the packages could not be fetched"; exit 2; } >&2
  echo "openfeign $1:"
  local code=0; timeout 120 "${JAVA_HOME:+$JAVA_HOME/bin/}java" -Dlogging.level.root=OFF -Dspring.main.banner-mode=off -cp "$1/lib/*" Finding.java "$3" || code=$?
  case $code in
    0) ;;
    124) echo "not run: it did not end in 120 s" >&2; exit 2 ;;
    *) echo "feign-first-calls-fail: what was seen has changed" >&2; exit 1 ;;
  esac
}
check 5.0.0 4.0.0 true
check 5.0.4 4.1.2 false
echo "still so"

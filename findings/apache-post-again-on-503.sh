#!/usr/bin/env bash
# Apache HttpClient sends a POST a second time by itself when it is answered 503 or 429.
#
# Versions: httpclient5 5.6.4, spring-web 7.0.10 (RestClient), JDK 17 and 25.
# Guess: a POST is not idempotent, so it is sent once, and 503 goes to the caller at once. That an idempotent request is
#   repeated after a connection failure is well known; an answer with a status is no failure.
# Seen: the default strategy looks at the status alone. POST with 503 or 429 is sent twice, to the same server, and the
#   caller's thread waits 1 s in between; with "Retry-After: 3" it waits 3 s. Spring's RestClient picks its client by the
#   class path, so the same lines of code send once (JDK's client) or twice (httpclient5 is there).
# Why it matters here: a server that is about to stop answers 503; a caller with this client comes back to it.
#
# Run: findings/apache-post-again-on-503.sh (JDK 17 or newer, Maven; about 10 s). Exit 0: still so; 1: changed; 2: not run.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
cat > pom.xml <<'POM'
<project>
  <modelVersion>4.0.0</modelVersion><groupId>finding</groupId><artifactId>finding</artifactId><version>1</version><packaging>pom</packaging>
  <dependencies>
    <dependency><groupId>org.apache.httpcomponents.client5</groupId><artifactId>httpclient5</artifactId><version>5.6.4</version></dependency>
    <dependency><groupId>org.springframework</groupId><artifactId>spring-web</artifactId><version>7.0.10</version></dependency>
    <dependency><groupId>org.slf4j</groupId><artifactId>slf4j-nop</artifactId><version>1.7.36</version></dependency>
  </dependencies>
</project>
POM
timeout 300 mvn -B -q -ntp -Dstyle.color=never org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy-dependencies -DoutputDirectory=lib >mvn.log 2>&1 \
  || { tail -5 mvn.log; echo "not run: the packages could not be fetched"; exit 2; } >&2
mkdir without && cp lib/spring-*.jar lib/micrometer-*.jar lib/commons-logging-*.jar without/

cat > Finding.java <<'JAVA'
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.web.client.RestClient;

/** Posts to a server that answers each path with the status of that name, and counts what reaches it. */
public class Finding {
  static final AtomicInteger arrived = new AtomicInteger();

  public static void main(String[] args) throws Exception {
    HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", exchange -> {
      exchange.getRequestBody().readAllBytes();
      arrived.incrementAndGet();
      String[] path = exchange.getRequestURI().getPath().split("/");
      if (path.length > 2) exchange.getResponseHeaders().set("Retry-After", path[2]);
      exchange.sendResponseHeaders(Integer.parseInt(path[1]), -1);
      exchange.close();
    });
    server.start();
    String base = "http://127.0.0.1:" + server.getAddress().getPort();
    boolean apache = args[0].equals("httpclient5");
    boolean same = posts(base, "/500", 1, 0)
        & posts(base, "/503", apache ? 2 : 1, apache ? 1 : 0)
        & posts(base, "/429", apache ? 2 : 1, apache ? 1 : 0)
        & posts(base, "/503/3", apache ? 2 : 1, apache ? 3 : 0);
    System.exit(same ? 0 : 1);
  }

  static boolean posts(String base, String path, int times, int seconds) {
    arrived.set(0);
    long start = System.nanoTime();
    int status = RestClient.create(base).post().uri(path).body("order")
        .exchange((request, response) -> response.getStatusCode().value());
    long millis = (System.nanoTime() - start) / 1_000_000;
    boolean same = arrived.get() == times && millis >= seconds * 1000L;
    System.out.printf("POST %-7s -> %d, sent %d times, after %d ms%s%n", path, status, arrived.get(), millis,
        same ? "" : "   CHANGED: expected " + times + " times, after " + seconds + " s or more");
    return same;
  }
}
JAVA
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
result=0
for classpath in without lib; do
  client=$([ "$classpath" = lib ] && echo httpclient5 || echo jdk)
  echo "RestClient, $client:"
  timeout 170 "$java" -cp "$classpath/*" Finding.java $client || result=$?
done
case $result in
  0) echo "still so" ;;
  124) echo "not run: it did not end in 170 s" >&2; exit 2 ;;
  *) echo "apache-post-again-on-503: what was seen has changed" >&2; exit 1 ;;
esac

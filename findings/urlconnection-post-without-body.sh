#!/usr/bin/env bash
# Feign's own client sends a POST without a body twice when the server closes before it answers; with a body, once.
#
# Versions: feign-core 13.13 (Client.Default on the JDK's HttpURLConnection), JDK 17 and 25.
# Guess: Retryer.NEVER_RETRY means that each call is sent once, whatever its method and its body.
# Seen: HttpURLConnection, below Feign, sends a request again when its first connection ends without an answer, also
#   a POST, and also when that connection was new. Only streaming stops it, and Feign streams only where there is a body.
#   So "POST /orders/7/cancel" is delivered twice and "POST /orders" with a body once; PUT and DELETE without a body
#   twice as well. -Dsun.net.http.retryPost=false makes POST once, and leaves PUT and DELETE at two.
# Why it matters here: a process that is killed closes its connections with calls in flight.
#
# Run: findings/urlconnection-post-without-body.sh (JDK 17 or newer, Maven; about 10 s). Exit 0: still so; 1: changed; 2: not run.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
cat > pom.xml <<'POM'
<project>
  <modelVersion>4.0.0</modelVersion><groupId>finding</groupId><artifactId>finding</artifactId><version>1</version><packaging>pom</packaging>
  <dependencies>
    <dependency><groupId>io.github.openfeign</groupId><artifactId>feign-core</artifactId><version>13.13</version></dependency>
  </dependencies>
</project>
POM
timeout 300 mvn -B -q -ntp -Dstyle.color=never org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy-dependencies -DoutputDirectory=lib >mvn.log 2>&1 \
  || { tail -5 mvn.log; echo "not run: the packages could not be fetched"; exit 2; } >&2

cat > Finding.java <<'JAVA'
import com.sun.net.httpserver.HttpServer;
import feign.Feign;
import feign.FeignException;
import feign.RequestLine;
import feign.Retryer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicInteger;

/** Calls a server that reads each request and closes the connection. */
public class Finding {
  static final AtomicInteger arrived = new AtomicInteger();

  public interface Orders {
    @RequestLine("POST /orders/7/cancel") void cancel();
    @RequestLine("POST /orders") void create(String body);
    @RequestLine("PUT /orders/7/paid") void pay();
    @RequestLine("PUT /orders/7") void replace(String body);
    @RequestLine("DELETE /orders/7") void delete();
  }

  public static void main(String[] args) throws Exception {
    HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", exchange -> {
      exchange.getRequestBody().readAllBytes();
      arrived.incrementAndGet();
      exchange.close();
    });
    server.start();
    Orders orders = Feign.builder().retryer(Retryer.NEVER_RETRY)
        .target(Orders.class, "http://127.0.0.1:" + server.getAddress().getPort());
    boolean retryPost = !"false".equals(System.getProperty("sun.net.http.retryPost"));
    boolean same = sent("POST without a body", orders::cancel, retryPost ? 2 : 1)
        & sent("POST with a body", () -> orders.create("order"), 1)
        & sent("PUT without a body", orders::pay, 2)
        & sent("PUT with a body", () -> orders.replace("order"), 1)
        & sent("DELETE", orders::delete, 2);
    System.exit(same ? 0 : 1);
  }

  static boolean sent(String what, Runnable call, int times) {
    arrived.set(0);
    String outcome = "answered";
    try {
      call.run();
    } catch (FeignException e) {
      outcome = "failed";
    }
    boolean same = arrived.get() == times && outcome.equals("failed");
    System.out.printf("%-20s %s, delivered %d times%s%n", what, outcome, arrived.get(), same ? "" : "   CHANGED: expected failed, " + times);
    return same;
  }
}
JAVA
result=0
for option in -Dsun.net.http.retryPost=true -Dsun.net.http.retryPost=false; do
  echo "$option:"
  timeout 170 "${JAVA_HOME:+$JAVA_HOME/bin/}java" $option -cp 'lib/*' Finding.java || result=$?
done
case $result in
  0) echo "still so" ;;
  124) echo "not run: it did not end in 170 s" >&2; exit 2 ;;
  *) echo "urlconnection-post-without-body: what was seen has changed" >&2; exit 1 ;;
esac

#!/usr/bin/env bash
# OkHttp delivers one POST up to three times, and to a second server, when a connection closes before the answer.
#
# Version: okhttp 5.5.1, JDK 17 and 25.
# Guess: a POST that was read by a server may have been carried out. It is not sent again; at most once more, when
#   a kept connection turns out to be closed.
# Seen: over a kept connection, a server that reads the POST and closes gets it three times before the caller gets the
#   exception. On a new connection it gets it once. But where the name has two addresses, the POST that the first server
#   read on a new connection is sent to the second one as well, and the caller sees 200 and nothing else.
#   retryOnConnectionFailure(false) makes it once everywhere.
# Why it matters here: a process that is killed closes its connections with calls in flight.
#
# Run: findings/okhttp-post-three-times.sh (JDK 17 or newer, Maven, Linux; about 10 s). Exit 0: still so; 1: changed; 2: not run.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
cat > pom.xml <<'POM'
<project>
  <modelVersion>4.0.0</modelVersion><groupId>finding</groupId><artifactId>finding</artifactId><version>1</version><packaging>pom</packaging>
  <dependencies>
    <dependency><groupId>com.squareup.okhttp3</groupId><artifactId>okhttp-jvm</artifactId><version>5.5.1</version></dependency>
  </dependencies>
</project>
POM
timeout 300 mvn -B -q -ntp -Dstyle.color=never org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy-dependencies -DoutputDirectory=lib >mvn.log 2>&1 \
  || { tail -5 mvn.log; echo "not run: the packages could not be fetched"; exit 2; } >&2

cat > Finding.java <<'JAVA'
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;

/** Two servers on one port: the first reads each POST and closes, the second answers. */
public class Finding {
  static final List<String> arrived = new CopyOnWriteArrayList<>();

  public static void main(String[] args) throws Exception {
    HttpServer closes = HttpServer.create(new InetSocketAddress("127.0.0.2", 0), 0);
    int port = closes.getAddress().getPort();
    HttpServer answers = HttpServer.create(new InetSocketAddress("127.0.0.3", port), 0);
    closes.createContext("/", exchange -> serve(exchange, "first", exchange.getRequestMethod().equals("GET")));
    answers.createContext("/", exchange -> serve(exchange, "second", true));
    closes.start();
    answers.start();

    OkHttpClient one = to(true, "127.0.0.2");
    OkHttpClient two = to(true, "127.0.0.2", "127.0.0.3");
    call(one, port, "GET");
    boolean same = posts("kept connection", one, port, "failed", List.of("first", "first", "first"))
        & posts("new connection", to(true, "127.0.0.2"), port, "failed", List.of("first"))
        & posts("new connection, two addresses", two, port, "200", List.of("first", "second"))
        & posts("two addresses, without retries", to(false, "127.0.0.2", "127.0.0.3"), port, "failed", List.of("first"));
    System.exit(same ? 0 : 1);
  }

  static void serve(HttpExchange exchange, String name, boolean answer) throws IOException {
    exchange.getRequestBody().readAllBytes();
    if (exchange.getRequestMethod().equals("POST")) arrived.add(name);
    if (answer) exchange.sendResponseHeaders(200, -1);
    exchange.close();
  }

  static OkHttpClient to(boolean retries, String... addresses) {
    return new OkHttpClient.Builder().retryOnConnectionFailure(retries).dns(name -> {
      List<InetAddress> found = new CopyOnWriteArrayList<>();
      for (String address : addresses) found.add(InetAddress.getByName(address));
      return found;
    }).build();
  }

  static String call(OkHttpClient client, int port, String method) {
    RequestBody body = method.equals("POST") ? RequestBody.create("order".getBytes()) : null;
    Request request = new Request.Builder().url("http://orders.test:" + port + "/").method(method, body).build();
    try (okhttp3.Response response = client.newCall(request).execute()) {
      return "" + response.code();
    } catch (IOException e) {
      return "failed";
    }
  }

  static boolean posts(String when, OkHttpClient client, int port, String outcome, List<String> expected) {
    arrived.clear();
    String seen = call(client, port, "POST");
    boolean same = seen.equals(outcome) && arrived.equals(expected);
    System.out.printf("%-31s caller: %-6s delivered to %s%s%n", when, seen, arrived, same ? "" : "   CHANGED: expected " + outcome + ", " + expected);
    return same;
  }
}
JAVA
code=0; timeout 170 "${JAVA_HOME:+$JAVA_HOME/bin/}java" -cp 'lib/*' Finding.java || code=$?
case $code in
  0) echo "still so" ;;
  124) echo "not run: it did not end in 170 s" >&2; exit 2 ;;
  *) echo "okhttp-post-three-times: what was seen has changed" >&2; exit 1 ;;
esac

#!/usr/bin/env bash
# The JDK's clients never try the second address of a name; the other clients of the field do.
#
# Versions: JDK 17.0.15 and 25.0.3 (java.net.http.HttpClient, HttpURLConnection, Socket), httpclient5 5.6.4,
#   okhttp 5.5.1, jetty-client 12.1.14.
# Guess: where a name has two addresses and the first one refuses, every client goes on to the second one.
# Seen: Apache HttpClient, OkHttp and Jetty do. The three of the JDK fail each call, though the second server answers,
#   for as long as the resolver hands out the same order. The newest of them does not even say "Connection refused":
#   the last cause of its exception is a ClosedChannelException without a text.
# Why it matters here: a name of a service without a virtual address keeps the address of a stopped process for a while.
#
# The name is given to the JVM by a file of its own (jdk.net.hosts.file), so nothing on the machine is changed.
# Run: findings/jdk-second-address.sh (JDK 17 or newer, Maven, Linux; about 10 s). Exit 0: still so; 1: changed; 2: not run.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
cat > pom.xml <<'POM'
<project>
  <modelVersion>4.0.0</modelVersion><groupId>finding</groupId><artifactId>finding</artifactId><version>1</version><packaging>pom</packaging>
  <dependencies>
    <dependency><groupId>org.apache.httpcomponents.client5</groupId><artifactId>httpclient5</artifactId><version>5.6.4</version></dependency>
    <dependency><groupId>com.squareup.okhttp3</groupId><artifactId>okhttp-jvm</artifactId><version>5.5.1</version></dependency>
    <dependency><groupId>org.eclipse.jetty</groupId><artifactId>jetty-client</artifactId><version>12.1.14</version></dependency>
    <dependency><groupId>org.slf4j</groupId><artifactId>slf4j-nop</artifactId><version>2.0.17</version></dependency>
  </dependencies>
  <dependencyManagement><dependencies>
    <dependency><groupId>org.slf4j</groupId><artifactId>slf4j-api</artifactId><version>2.0.17</version></dependency>
  </dependencies></dependencyManagement>
</project>
POM
timeout 300 mvn -B -q -ntp -Dstyle.color=never org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy-dependencies -DoutputDirectory=lib >mvn.log 2>&1 \
  || { tail -5 mvn.log; echo "not run: the packages could not be fetched"; exit 2; } >&2
printf '127.0.0.2 orders.test\n127.0.0.3 orders.test\n' > hosts

cat > Finding.java <<'JAVA'
import com.sun.net.httpserver.HttpServer;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.concurrent.Callable;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.HttpClients;

/** orders.test is 127.0.0.2, where nobody listens, and 127.0.0.3, where a server does. */
public class Finding {
  public static void main(String[] args) throws Exception {
    HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.3", 0), 0);
    server.createContext("/", exchange -> {
      exchange.sendResponseHeaders(200, -1);
      exchange.close();
    });
    server.start();
    int port = server.getAddress().getPort();
    URI uri = URI.create("http://orders.test:" + port + "/");
    System.out.println("JDK " + System.getProperty("java.version") + ", " + Arrays.toString(InetAddress.getAllByName("orders.test")));

    org.eclipse.jetty.client.HttpClient jetty = new org.eclipse.jetty.client.HttpClient();
    jetty.start();
    boolean same = get("Apache HttpClient", "200", () -> HttpClients.createDefault().execute(new HttpGet(uri), response -> response.getCode()))
        & get("OkHttp", "200", () -> {
          try (okhttp3.Response response = new OkHttpClient().newCall(new Request.Builder().url(uri.toString()).build()).execute()) {
            return response.code();
          }
        })
        & get("Jetty", "200", () -> jetty.GET(uri).getStatus())
        & get("java.net.http", "ClosedChannelException: null",
            () -> HttpClient.newHttpClient().send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding()).statusCode())
        & get("HttpURLConnection", "ConnectException: Connection refused", () -> ((HttpURLConnection) uri.toURL().openConnection()).getResponseCode())
        & get("Socket", "ConnectException: Connection refused", () -> {
          try (Socket socket = new Socket("orders.test", port)) {
            return socket.getPort();
          }
        });
    System.exit(same ? 0 : 1);
  }

  static boolean get(String client, String expected, Callable<Object> call) {
    String seen;
    try {
      seen = "" + call.call();
    } catch (Exception e) {
      Throwable cause = e;
      while (cause.getCause() != null) cause = cause.getCause();
      seen = cause.getClass().getSimpleName() + ": " + cause.getMessage();
    }
    boolean same = seen.startsWith(expected);
    System.out.printf("%-18s %s%s%n", client, seen, same ? "" : "   CHANGED: expected " + expected);
    return same;
  }
}
JAVA
code=0; timeout 170 "${JAVA_HOME:+$JAVA_HOME/bin/}java" -Djdk.net.hosts.file=hosts -cp 'lib/*' Finding.java || code=$?
case $code in
  0) echo "still so" ;;
  124) echo "not run: it did not end in 170 s" >&2; exit 2 ;;
  *) echo "jdk-second-address: what was seen has changed" >&2; exit 1 ;;
esac

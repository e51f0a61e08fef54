#!/usr/bin/env bash
# Told by GOAWAY which call a server will not answer, Jetty's and Reactor Netty's clients fail it, and Jetty fails another.
#
# Versions: jetty-http2-client-transport 12.1.14, reactor-netty-http 1.3.8, okhttp 5.5.1, and the JDK's own client
#   (17.0.15, 21.0.13, 25.0.3, 26.0.2.1, 27.0.1).
# Guess: GOAWAY names the last stream that the server looks at (RFC 9113, 6.8). A call up to it ends well. One above it was
#   never looked at, so each client sends it again on a new connection, a POST too: that is what the number is for.
# Seen: OkHttp does that, and so does the JDK's client from 21 on. Reactor Netty ends the second call with "connection
#   prematurely closed", which sounds as if it might have been carried out. Jetty calls it retryable, does not retry it,
#   and closes the connection under the first call, which the server is answering. The JDK's client of 17 fails both.
#
# Run: findings/goaway-loses-calls.sh (JDK 17 or newer, Maven; about 15 s). Exit 0: still so; 1: changed; 2: not run.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
cat > pom.xml <<'POM'
<project>
  <modelVersion>4.0.0</modelVersion><groupId>finding</groupId><artifactId>finding</artifactId><version>1</version><packaging>pom</packaging>
  <dependencies>
    <dependency><groupId>com.squareup.okhttp3</groupId><artifactId>okhttp-jvm</artifactId><version>5.5.1</version></dependency>
    <dependency><groupId>io.projectreactor.netty</groupId><artifactId>reactor-netty-http</artifactId><version>1.3.8</version><exclusions>
      <exclusion><groupId>io.netty</groupId><artifactId>netty-codec-native-quic</artifactId></exclusion>
      <exclusion><groupId>io.netty</groupId><artifactId>netty-transport-native-epoll</artifactId></exclusion>
      <exclusion><groupId>io.netty</groupId><artifactId>netty-resolver-dns-native-macos</artifactId></exclusion>
    </exclusions></dependency>
    <dependency><groupId>org.eclipse.jetty.http2</groupId><artifactId>jetty-http2-client-transport</artifactId><version>12.1.14</version></dependency>
    <dependency><groupId>org.slf4j</groupId><artifactId>slf4j-nop</artifactId><version>2.0.17</version></dependency>
  </dependencies>
</project>
POM
timeout 300 mvn -B -q -ntp -Dstyle.color=never org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy-dependencies -DoutputDirectory=lib >mvn.log 2>&1 \
  || { tail -5 mvn.log; echo "not run: the packages could not be fetched"; exit 2; } >&2

cat > Finding.java <<'JAVA'
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.StringRequestContent;
import org.eclipse.jetty.http2.client.HTTP2Client;
import org.eclipse.jetty.http2.client.transport.HttpClientTransportOverHTTP2;
import reactor.core.publisher.Mono;
import reactor.netty.ByteBufFlux;
import reactor.netty.http.HttpProtocol;

/** Two POSTs in flight on one connection; the server says that it looks at the first one only, and answers that. */
public class Finding {
  public static void main(String[] args) throws Exception {
    int java = Runtime.version().feature();
    System.out.println("JDK " + System.getProperty("java.version"));
    boolean same = posts("OkHttp", Finding::okhttp, "200", "200", 2)
        & posts("JDK", Finding::jdk, java < 21 ? "failed" : "200", java < 21 ? "failed" : "200", java < 21 ? 1 : 2)
        & posts("Reactor Netty", Finding::reactor, "200", "failed", 1)
        & posts("Jetty", Finding::jetty, "failed", "failed", 1);
    System.exit(same ? 0 : 1);
  }

  interface Call { int post(String url) throws Exception; }

  interface Client { Call open() throws Exception; }

  static boolean posts(String name, Client client, String first, String second, int connections) throws Exception {
    try (Http2Server server = new Http2Server()) {
      Call call = client.open();
      String warm = outcome(call, server.url).get(20, TimeUnit.SECONDS);
      server.hold = true;
      server.arrived.drainPermits();
      CompletableFuture<String> one = outcome(call, server.url);
      server.awaitArrival();
      CompletableFuture<String> two = outcome(call, server.url);
      server.awaitArrival();
      server.sayGoAway();
      String ofTwo = two.get(20, TimeUnit.SECONDS);
      server.answerFirst();
      String ofOne = one.get(20, TimeUnit.SECONDS);
      boolean same = warm.equals("200") && ofOne.startsWith(first) && ofTwo.startsWith(second) && server.connections.size() == connections;
      System.out.printf("%-13s first: %s; second: %s; connections: %d%s%n", name, ofOne, ofTwo, server.connections.size(),
          same ? "" : "   CHANGED: expected " + first + "; " + second + "; " + connections);
      return same;
    }
  }

  static CompletableFuture<String> outcome(Call call, String url) {
    CompletableFuture<String> outcome = new CompletableFuture<>();
    Thread thread = new Thread(() -> {
      try {
        outcome.complete("" + call.post(url));
      } catch (Throwable e) {
        Throwable cause = e;
        while (cause.getCause() != null) cause = cause.getCause();
        outcome.complete("failed (" + cause.getClass().getSimpleName() + ")");
      }
    });
    thread.setDaemon(true);
    thread.start();
    return outcome;
  }

  static Call okhttp() {
    OkHttpClient client = new OkHttpClient.Builder().protocols(List.of(Protocol.H2_PRIOR_KNOWLEDGE)).build();
    return url -> {
      try (okhttp3.Response response = client.newCall(new Request.Builder().url(url).post(RequestBody.create("order".getBytes())).build()).execute()) {
        return response.code();
      }
    };
  }

  static Call jdk() {
    java.net.http.HttpClient client = java.net.http.HttpClient.newHttpClient();
    return url -> client.send(HttpRequest.newBuilder(URI.create(url)).POST(HttpRequest.BodyPublishers.ofString("order")).build(),
        BodyHandlers.discarding()).statusCode();
  }

  static Call reactor() {
    reactor.netty.http.client.HttpClient client = reactor.netty.http.client.HttpClient.create().protocol(HttpProtocol.H2C);
    return url -> client.post().uri(url).send(ByteBufFlux.fromString(Mono.just("order")))
        .responseSingle((response, body) -> body.asByteArray().defaultIfEmpty(new byte[0]).thenReturn(response.status().code()))
        .block(Duration.ofSeconds(15));
  }

  static Call jetty() throws Exception {
    HttpClient client = new HttpClient(new HttpClientTransportOverHTTP2(new HTTP2Client()));
    client.start();
    return url -> client.POST(url).body(new StringRequestContent("order")).send().getStatus();
  }

  /** Speaks as much of HTTP/2 as this needs, from the start or after an upgrade. */
  static class Http2Server implements AutoCloseable {
    final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    final String url = "http://127.0.0.1:" + listener.getLocalPort() + "/orders";
    final List<Socket> connections = new CopyOnWriteArrayList<>();
    final List<Integer> held = new CopyOnWriteArrayList<>();
    final Semaphore arrived = new Semaphore(0);
    volatile boolean hold;

    Http2Server() throws IOException {
      start(() -> {
        while (true) {
          Socket socket = listener.accept();
          connections.add(socket);
          start(() -> serve(socket));
        }
      });
    }

    void serve(Socket socket) throws Exception {
      boolean first = connections.size() == 1;
      InputStream in = new BufferedInputStream(socket.getInputStream());
      in.mark(3);
      boolean upgrade = !new String(in.readNBytes(3)).equals("PRI");
      in.reset();
      if (upgrade) {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) head.append((char) in.read());
        in.readNBytes("order".length());
        socket.getOutputStream().write("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n".getBytes());
      }
      in.readNBytes(24);
      frame(socket, 4, 0, 0);
      if (upgrade) request(socket, first, 1);
      for (byte[] head = in.readNBytes(9); head.length == 9; head = in.readNBytes(9)) {
        int type = head[3];
        int flags = head[4];
        int stream = (head[5] & 127) << 24 | (head[6] & 255) << 16 | (head[7] & 255) << 8 | head[8] & 255;
        byte[] payload = in.readNBytes((head[0] & 255) << 16 | (head[1] & 255) << 8 | head[2] & 255);
        if (type == 4 && flags == 0) frame(socket, 4, 1, 0);
        if (type == 6 && flags == 0) frame(socket, 6, 1, 0, payload);
        if ((type == 0 || type == 1) && (flags & 1) == 1) request(socket, first, stream);
      }
    }

    void request(Socket socket, boolean first, int stream) throws IOException {
      if (hold && first) held.add(stream);
      else answer(socket, stream);
      arrived.release();
    }

    void awaitArrival() throws InterruptedException {
      if (!arrived.tryAcquire(20, TimeUnit.SECONDS)) throw new IllegalStateException("no request arrived");
    }

    void sayGoAway() throws IOException {
      frame(connections.get(0), 7, 0, 0, new byte[] {0, 0, 0, held.get(0).byteValue(), 0, 0, 0, 0});
    }

    void answerFirst() {
      try {
        answer(connections.get(0), held.get(0));
      } catch (IOException e) {
        // the client has closed the connection
      }
    }

    /** 200, from the static table, and the end of the stream. */
    void answer(Socket socket, int stream) throws IOException {
      frame(socket, 1, 5, stream, (byte) 0x88);
    }

    synchronized void frame(Socket socket, int type, int flags, int stream, byte... payload) throws IOException {
      OutputStream out = socket.getOutputStream();
      byte[] frame = new byte[9 + payload.length];
      frame[2] = (byte) payload.length;
      frame[3] = (byte) type;
      frame[4] = (byte) flags;
      frame[8] = (byte) stream;
      System.arraycopy(payload, 0, frame, 9, payload.length);
      out.write(frame);
    }

    @Override public void close() throws IOException {
      listener.close();
      for (Socket socket : connections) socket.close();
    }

    interface Work { void run() throws Exception; }

    static void start(Work work) {
      Thread thread = new Thread(() -> {
        try {
          work.run();
        } catch (Exception e) {
          // the socket was closed
        }
      });
      thread.setDaemon(true);
      thread.start();
    }
  }
}
JAVA
code=0; timeout 170 "${JAVA_HOME:+$JAVA_HOME/bin/}java" -cp 'lib/*' Finding.java || code=$?
case $code in
  0) echo "still so" ;;
  124) echo "not run: it did not end in 170 s" >&2; exit 2 ;;
  *) echo "goaway-loses-calls: what was seen has changed" >&2; exit 1 ;;
esac

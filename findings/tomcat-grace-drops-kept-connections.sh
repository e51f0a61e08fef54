#!/usr/bin/env bash
# During a graceful stop Tomcat leaves kept connections open, and drops each request that comes over one of them.
#
# Versions: spring-boot-tomcat and spring-boot-jetty 4.1.2 (Tomcat 11.0.27, Jetty 12.1.14), JDK 17.
# Guess: while the stop waits for a request in flight, new connections are refused, and a connection that a caller keeps
#   in its pool is either closed at once, or serves one more request and says "Connection: close".
# Seen: Jetty does the second. Tomcat does neither: the idle connection stays open for as long as the stop waits, so
#   the caller's pool takes it for good; a request over it is read and the connection closed, without a status line,
#   and the application never sees it. A caller gets one such failure for each connection in its pool, and its client
#   cannot know whether a POST was carried out.
#
# Run: findings/tomcat-grace-drops-kept-connections.sh (JDK 17 or newer, Maven; about 15 s). Exit 0: still so; 1: changed; 2: not run.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
cat > pom.xml <<'POM'
<project>
  <modelVersion>4.0.0</modelVersion><groupId>finding</groupId><artifactId>finding</artifactId><version>1</version><packaging>pom</packaging>
  <dependencies>
    <dependency><groupId>org.springframework.boot</groupId><artifactId>spring-boot-tomcat</artifactId><version>4.1.2</version></dependency>
    <dependency><groupId>org.springframework.boot</groupId><artifactId>spring-boot-jetty</artifactId><version>4.1.2</version></dependency>
    <dependency><groupId>org.springframework.boot</groupId><artifactId>spring-boot-servlet</artifactId><version>4.1.2</version></dependency>
    <dependency><groupId>org.slf4j</groupId><artifactId>slf4j-nop</artifactId><version>2.0.17</version></dependency>
  </dependencies>
</project>
POM
timeout 300 mvn -B -q -ntp -Dstyle.color=never org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy-dependencies -DoutputDirectory=lib >mvn.log 2>&1 \
  || { tail -5 mvn.log; echo "not run: the packages could not be fetched"; exit 2; } >&2

cat > Finding.java <<'JAVA'
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.GracefulShutdownResult;
import org.springframework.boot.web.server.Shutdown;
import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.servlet.ServletContextInitializer;

/** Spring Boot's own graceful stop of both servers, with one request in flight and two connections kept. */
public class Finding {
  public static void main(String[] args) throws Exception {
    TomcatServletWebServerFactory tomcat = new TomcatServletWebServerFactory(0);
    tomcat.setShutdown(Shutdown.GRACEFUL);
    tomcat.setAddress(InetAddress.getLoopbackAddress());
    JettyServletWebServerFactory jetty = new JettyServletWebServerFactory(0);
    jetty.setShutdown(Shutdown.GRACEFUL);
    jetty.setAddress(InetAddress.getLoopbackAddress());
    Calls ofTomcat = new Calls();
    Calls ofJetty = new Calls();
    boolean same = ofTomcat.stop("Tomcat", tomcat.getWebServer(ofTomcat), "closed without an answer", 0, "open")
        & ofJetty.stop("Jetty", jetty.getWebServer(ofJetty), "200, Connection: close", 1, "closed");
    System.exit(same ? 0 : 1);
  }

  static class Calls implements ServletContextInitializer {
    final CountDownLatch inFlight = new CountDownLatch(1);
    final CountDownLatch end = new CountDownLatch(1);
    final AtomicInteger served = new AtomicInteger();

    @Override public void onStartup(jakarta.servlet.ServletContext context) {
      ServletRegistration.Dynamic servlet = context.addServlet("calls", new HttpServlet() {
        @Override protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
          if (request.getRequestURI().equals("/slow")) {
            inFlight.countDown();
            try {
              end.await(60, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
              throw new IOException(e);
            }
          } else {
            served.incrementAndGet();
          }
          response.setContentLength(0);
        }
      });
      servlet.addMapping("/*");
    }

    boolean stop(String name, WebServer server, String answer, int reached, String idle) throws Exception {
      server.start();
      Socket used = new Socket("127.0.0.1", server.getPort());
      Socket unused = new Socket("127.0.0.1", server.getPort());
      Socket slow = new Socket("127.0.0.1", server.getPort());
      get(used, "/");
      get(unused, "/");
      send(slow, "/slow");
      inFlight.await();
      served.set(0);
      CompletableFuture<GracefulShutdownResult> stopped = new CompletableFuture<>();
      server.shutDownGracefully(stopped::complete);
      String seen = get(used, "/");
      int seenByApplication = served.get();
      unused.setSoTimeout(5000);
      String stays = "closed";
      try {
        unused.getInputStream().read();
      } catch (SocketTimeoutException e) {
        stays = "open";
      }
      boolean waited = !stopped.isDone();
      end.countDown();
      String last = read(slow);
      stopped.get(30, TimeUnit.SECONDS);
      server.stop();
      boolean same = seen.equals(answer) && seenByApplication == reached && stays.equals(idle) && waited && last.startsWith("200");
      System.out.printf("%-6s request over a kept connection: %s, application reached %d times; idle one after 5 s: %s; request in flight: %s%s%n",
          name, seen, seenByApplication, stays, last, same ? "" : "   CHANGED: expected " + answer + ", " + reached + ", " + idle + ", 200");
      return same;
    }
  }

  static String get(Socket socket, String path) throws IOException {
    send(socket, path);
    return read(socket);
  }

  static void send(Socket socket, String path) throws IOException {
    socket.getOutputStream().write(("GET " + path + " HTTP/1.1\r\nHost: test\r\n\r\n").getBytes());
  }

  static String read(Socket socket) throws IOException {
    socket.setSoTimeout(20_000);
    BufferedReader reader = new BufferedReader(new InputStreamReader(socket.getInputStream()));
    try {
      String status = reader.readLine();
      if (status == null) return "closed without an answer";
      String result = status.split(" ")[1];
      for (String line = reader.readLine(); line != null && !line.isEmpty(); line = reader.readLine()) {
        if (line.equalsIgnoreCase("Connection: close")) result += ", Connection: close";
      }
      return result;
    } catch (SocketException e) {
      return "closed without an answer";
    }
  }
}
JAVA
printf ".level=OFF\n" > quiet.properties
code=0; timeout 170 "${JAVA_HOME:+$JAVA_HOME/bin/}java" -Djava.util.logging.config.file=quiet.properties -cp 'lib/*' Finding.java || code=$?
case $code in
  0) echo "still so" ;;
  124) echo "not run: it did not end in 170 s" >&2; exit 2 ;;
  *) echo "tomcat-grace-drops-kept-connections: what was seen has changed" >&2; exit 1 ;;
esac

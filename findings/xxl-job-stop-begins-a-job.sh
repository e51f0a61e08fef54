#!/usr/bin/env bash
# XXL-JOB's executor begins the next queued run after it was told to stop, and interrupts it a few seconds later.
#
# Version: xxl-job-core 3.3.2, JDK 17.
# Guess: a stop takes the executor out of the admin's list, begins nothing new, and then either waits for the job that is
#   running or interrupts it at once.
# Seen: destroy() takes it out of the list and then waits some 5 s for its HTTP server, while its job threads work on. When
#   the running job ends in that time, the next run of the queue begins. Then all are interrupted: the one that has just
#   begun is cut in the middle, and is reported to the admin as failed (500), like those that never began.
#
# Run: findings/xxl-job-stop-begins-a-job.sh (JDK 17 or newer, Maven; about 15 s). Exit 0: still so; 1: changed; 2: not run.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
cat > pom.xml <<'POM'
<project>
  <modelVersion>4.0.0</modelVersion><groupId>finding</groupId><artifactId>finding</artifactId><version>1</version><packaging>pom</packaging>
  <dependencies>
    <dependency><groupId>com.xuxueli</groupId><artifactId>xxl-job-core</artifactId><version>3.3.2</version></dependency>
    <dependency><groupId>org.slf4j</groupId><artifactId>slf4j-nop</artifactId><version>2.0.17</version></dependency>
  </dependencies>
</project>
POM
timeout 300 mvn -B -q -ntp -Dstyle.color=never org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy-dependencies -DoutputDirectory=lib >mvn.log 2>&1 \
  || { tail -5 mvn.log; echo "not run: the packages could not be fetched"; exit 2; } >&2

cat > Finding.java <<'JAVA'
import com.sun.net.httpserver.HttpServer;
import com.xxl.job.core.executor.impl.XxlJobSimpleExecutor;
import com.xxl.job.core.handler.annotation.XxlJob;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An executor with an admin that writes down what it is told; three runs of one job, and a stop during the first. */
public class Finding {
  static final List<String> events = new CopyOnWriteArrayList<>();
  static final CountDownLatch firstRuns = new CountDownLatch(1);
  static final CountDownLatch firstMayEnd = new CountDownLatch(1);

  public static class Jobs {
    private int runs;

    @XxlJob("order") public void order() throws InterruptedException {
      int run = ++runs;
      events.add("run " + run + " begins");
      try {
        if (run == 1) {
          firstRuns.countDown();
          firstMayEnd.await(60, TimeUnit.SECONDS);
        } else {
          Thread.sleep(60_000);
        }
        events.add("run " + run + " ends");
      } catch (InterruptedException e) {
        events.add("run " + run + " is interrupted");
        throw e;
      }
    }
  }

  public static void main(String[] args) throws Exception {
    HttpServer admin = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    admin.createContext("/", exchange -> {
      String body = new String(exchange.getRequestBody().readAllBytes());
      if (exchange.getRequestURI().getPath().endsWith("/registryRemove")) events.add("out of the list");
      Matcher told = Pattern.compile("\"logId\":(\\d+).*?\"handleCode\":(\\d+)").matcher(body);
      while (told.find()) events.add("report " + told.group(1) + ": " + told.group(2));
      byte[] answer = "{\"code\":200}".getBytes();
      exchange.sendResponseHeaders(200, answer.length);
      exchange.getResponseBody().write(answer);
      exchange.close();
    });
    admin.start();

    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    XxlJobSimpleExecutor executor = new XxlJobSimpleExecutor();
    executor.setEnabled(true);
    executor.setAdminAddresses("http://127.0.0.1:" + admin.getAddress().getPort());
    executor.setAccessToken("finding");
    executor.setTimeout(3);
    executor.setAppname("orders");
    executor.setIp("127.0.0.1");
    executor.setPort(port);
    executor.setLogPath("logs");
    executor.setLogRetentionDays(3);
    executor.setXxlJobBeanList(List.of(new Jobs()));
    executor.start();
    for (int run = 1; run <= 3; run++) trigger(port, run);
    firstRuns.await(30, TimeUnit.SECONDS);

    events.add("STOP");
    Thread stop = new Thread(executor::destroy);
    stop.start();
    for (long end = System.nanoTime() + 20_000_000_000L; !events.contains("out of the list") && System.nanoTime() - end < 0; ) Thread.sleep(20);
    firstMayEnd.countDown();
    stop.join(60_000);
    events.add("STOPPED");
    System.out.println(String.join("\n", events));
    boolean same = inOrder("STOP", "out of the list", "run 1 ends", "run 2 begins", "run 2 is interrupted", "STOPPED")
        && inOrder("STOP", "report 1: 200", "report 2: 500", "report 3: 500", "STOPPED") && !events.contains("run 3 begins");
    System.exit(same ? 0 : 1);
  }

  /** What the admin sends for each run; the executor needs a moment until it listens. */
  static void trigger(int port, int run) throws Exception {
    String body = "{\"jobId\":1,\"executorHandler\":\"order\",\"executorBlockStrategy\":\"SERIAL_EXECUTION\",\"logId\":" + run
        + ",\"logDateTime\":" + System.currentTimeMillis() + ",\"glueType\":\"BEAN\"}";
    HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/run")).header("XXL-JOB-ACCESS-TOKEN", "finding")
        .header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(body)).build();
    for (long end = System.nanoTime() + 30_000_000_000L; ; Thread.sleep(100)) {
      try {
        String answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
        if (!answer.contains("\"code\":200")) throw new IllegalStateException(answer);
        return;
      } catch (java.net.ConnectException e) {
        if (System.nanoTime() - end > 0) throw e;
      }
    }
  }

  static boolean inOrder(String... expected) {
    int at = -1;
    for (String event : expected) {
      int found = events.indexOf(event);
      if (found <= at) {
        System.out.println("CHANGED: expected in this order: " + String.join(", ", expected));
        return false;
      }
      at = found;
    }
    return true;
  }
}
JAVA
code=0; timeout 170 "${JAVA_HOME:+$JAVA_HOME/bin/}java" -cp 'lib/*' Finding.java || code=$?
case $code in
  0) echo "still so" ;;
  124) echo "not run: it did not end in 170 s" >&2; exit 2 ;;
  *) echo "xxl-job-stop-begins-a-job: what was seen has changed" >&2; exit 1 ;;
esac

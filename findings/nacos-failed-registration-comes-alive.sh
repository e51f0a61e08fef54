#!/usr/bin/env bash
# A registerInstance of nacos-client that threw is carried out later, by itself, when a server is there.
#
# Versions: nacos-client 3.2.1-2026.03.30, Nacos server 3.1.0, JDK 17.
# Guess: an exception means that the instance is not registered. Who wants it registered calls again.
# Seen: the client remembers the registration before it sends it, and does not forget it when the sending fails. The call
#   throws NacosException (-401, not connected); when a server comes up the instance is listed soon after, without a
#   further call. An application that took the exception for a no, and has closed its port since, is called all the same.
#
# Run: findings/nacos-failed-registration-comes-alive.sh (JDK 17 or newer, Maven, Python 3; about 30 s, and 150 MB of packages the
#   first time). Exit 0: still so; 1: changed; 2: not run.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d); cd "$work"
nacos_pid=; trap '[ -z "$nacos_pid" ] || { kill "$nacos_pid" && wait "$nacos_pid"; } 2>/dev/null || true; rm -rf "$work"' EXIT
. "$here/nacos-server/functions.sh"
fetch_nacos 3.2.1-2026.03.30
await_start_of_nacos

cat > Finding.java <<'JAVA'
import com.alibaba.nacos.api.NacosFactory;
import com.alibaba.nacos.api.exception.NacosException;
import com.alibaba.nacos.api.naming.NamingService;
import com.alibaba.nacos.api.naming.pojo.Instance;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Registers where no server is, and starts one afterwards. */
public class Finding {
  public static void main(String[] args) throws Exception {
    int port = Integer.parseInt(args[0]);
    NamingService client = client(port);
    String outcome = "registered";
    try {
      client.registerInstance("orders", instance(8001));
    } catch (NacosException e) {
      outcome = "threw " + e.getErrCode();
    }
    System.out.println("registerInstance without a server: " + outcome);
    Files.createFile(Path.of("start"));
    awaitServer(port);
    String seen = settles(port, "orders", "8001", 40);
    boolean same = outcome.equals("threw -401") && seen.equals("8001");
    System.out.println("after the server's start, no further call: listed: " + seen + (same ? "" : "   CHANGED: expected threw -401, and 8001"));
    System.exit(same ? 0 : 1);
  }

  /** What the server says to anyone who asks over HTTP. */
  static String listed(int port, String service) {
    try {
      String body = HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port
          + "/nacos/v3/client/ns/instance/list?serviceName=" + service)).build(), BodyHandlers.ofString()).body();
      if (!body.startsWith("{\"code\":0")) return "not ready";
      StringBuilder ports = new StringBuilder();
      Matcher matcher = Pattern.compile("\"port\":(\\d+)").matcher(body);
      while (matcher.find()) ports.append(ports.length() == 0 ? "" : " ").append(matcher.group(1));
      return ports.length() == 0 ? "nothing" : ports.toString();
    } catch (Exception e) {
      return "not ready";
    }
  }

  /** Waits until the list is that for a second and a half, or for that many seconds. */
  static String settles(int port, String service, String expected, int seconds) throws InterruptedException {
    String seen = "";
    int in = 0;
    for (long end = System.nanoTime() + seconds * 1_000_000_000L; in < 15 && System.nanoTime() - end < 0; Thread.sleep(100)) {
      seen = listed(port, service);
      in = seen.equals(expected) ? in + 1 : 0;
    }
    return seen;
  }

  static void awaitServer(int port) throws InterruptedException {
    if (!settles(port, "any", "nothing", 200).equals("nothing")) System.exit(2);
  }

  static NamingService client(int port) throws Exception {
    Properties properties = new Properties();
    properties.setProperty("serverAddr", "127.0.0.1:" + port);
    return NacosFactory.createNamingService(properties);
  }

  static Instance instance(int port) {
    Instance instance = new Instance();
    instance.setIp("127.0.0.1");
    instance.setPort(port);
    return instance;
  }
}
JAVA
run_finding nacos-failed-registration-comes-alive

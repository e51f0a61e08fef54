#!/usr/bin/env bash
# Nacos takes an instance away whatever address one deregisters, and keeps one of two that one client registers.
#
# Versions: nacos-client 3.2.1-2026.03.30, Nacos server 3.1.0, JDK 17.
# Guess: a service lists each address that is registered for it, and deregistering an address takes away that address,
#   whoever asks. That is what client 1.x and the arguments of the methods say.
# Seen: the server keeps one registration for each connection and service. Of two ports registered through one
#   NamingService only the later one is listed. Deregistering the earlier one then takes the later one away; so does
#   deregistering an address that never was registered. And another NamingService that deregisters the right address
#   is told nothing, throws nothing, and changes nothing.
#
# Run: findings/nacos-deregister-ignores-the-address.sh (JDK 17 or newer, Maven, Python 3; about 30 s, and 150 MB of packages the
#   first time). Exit 0: still so; 1: changed; 2: not run.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d); cd "$work"
nacos_pid=; trap '[ -z "$nacos_pid" ] || { kill "$nacos_pid" && wait "$nacos_pid"; } 2>/dev/null || true; rm -rf "$work"' EXIT
. "$here/nacos-server/functions.sh"
fetch_nacos 3.2.1-2026.03.30
await_start_of_nacos
touch start

cat > Finding.java <<'JAVA'
import com.alibaba.nacos.api.NacosFactory;
import com.alibaba.nacos.api.naming.NamingService;
import com.alibaba.nacos.api.naming.pojo.Instance;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One client registers, and it or another one deregisters; the server is asked over HTTP. */
public class Finding {
  static boolean same = true;

  public static void main(String[] args) throws Exception {
    int port = Integer.parseInt(args[0]);
    awaitServer(port);
    NamingService client = client(port);
    NamingService other = client(port);

    client.registerInstance("two", instance(8001));
    check(port, "two", "registered 8001", "8001");
    client.registerInstance("two", instance(8002));
    check(port, "two", "registered 8002 as well", "8002");
    client.deregisterInstance("two", "127.0.0.1", 8001);
    check(port, "two", "deregistered 8001", "nothing");

    client.registerInstance("one", instance(8001));
    check(port, "one", "registered 8001", "8001");
    other.deregisterInstance("one", "127.0.0.1", 8001);
    check(port, "one", "another client deregistered 8001", "8001");
    client.deregisterInstance("one", "127.0.0.99", 9999);
    check(port, "one", "deregistered 127.0.0.99:9999", "nothing");
    System.exit(same ? 0 : 1);
  }

  static void check(int port, String service, String what, String expected) throws InterruptedException {
    String seen = settles(port, service, expected, 20);
    System.out.printf("%s: %-34s listed: %s%s%n", service, what, seen, seen.equals(expected) ? "" : "   CHANGED: expected " + expected);
    same &= seen.equals(expected);
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
run_finding nacos-deregister-ignores-the-address

#!/usr/bin/env bash
# Who unsubscribes in nacos-client and subscribes again is not told the instances, and a second listener beside is.
#
# Versions: nacos-client 3.2.1-2026.03.30 (3.1.1 and 2.4.3 alike), Nacos server 3.1.0, JDK 17.
# Guess: a listener is told the present instances when it subscribes, each time, as it is the first time.
# Seen: the first subscription is told at once. After unsubscribe, the same listener or another one that subscribes
#   again through the same NamingService hears nothing until the list changes: what the client has kept from before is
#   equal to what the server says, and only a difference is an event. A second listener that joins the silent one is
#   told at once. So a bean that is rebuilt and fills its own table from events stays empty, as long as all is well.
#
# Run: findings/nacos-second-subscription-hears-nothing.sh (JDK 17 or newer, Maven, Python 3; about 30 s, and 150 MB of packages the
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
import com.alibaba.nacos.api.naming.listener.EventListener;
import com.alibaba.nacos.api.naming.listener.NamingEvent;
import com.alibaba.nacos.api.naming.pojo.Instance;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One instance that stays, and listeners that come and go. */
public class Finding {
  static boolean same = true;

  public static void main(String[] args) throws Exception {
    int port = Integer.parseInt(args[0]);
    awaitServer(port);
    NamingService provider = client(port);
    NamingService caller = client(port);
    provider.registerInstance("orders", instance(8001));
    settles(port, "orders", "8001", 20);

    List<String> told = new CopyOnWriteArrayList<>();
    EventListener first = event -> told.add("first");
    EventListener second = event -> told.add("second of " + ((NamingEvent) event).getInstances().size());
    EventListener third = event -> told.add("third of " + ((NamingEvent) event).getInstances().size());
    caller.subscribe("orders", first);
    check("first subscribes", told, "first");
    caller.unsubscribe("orders", first);
    caller.subscribe("orders", second);
    check("first unsubscribes, second subscribes", told, null);
    caller.subscribe("orders", third);
    check("third subscribes beside it", told, "third of 1");
    provider.registerInstance("orders", instance(8002));
    check("the list changes", told, "second of 1");
    System.exit(same ? 0 : 1);
  }

  /** Waits for that word, or 5 s to see that none comes. */
  static void check(String what, List<String> told, String expected) throws InterruptedException {
    long end = System.nanoTime() + (expected == null ? 5 : 20) * 1_000_000_000L;
    while (!told.contains(expected) && System.nanoTime() - end < 0) Thread.sleep(50);
    boolean ok = expected == null ? told.isEmpty() : told.contains(expected);
    System.out.printf("%-38s told: %s%s%n", what, told, ok ? "" : "   CHANGED: expected " + expected);
    same &= ok;
    told.clear();
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
run_finding nacos-second-subscription-hears-nothing

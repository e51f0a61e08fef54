package io.github.nacosgraceful.faults;

import io.github.nacosgraceful.testbed.NacosNode;
import io.github.nacosgraceful.testbed.Suite;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;

/**
 * Watches on every node, for a while after a client has exited, whether an instance that was gone
 * appears again. It does so beside the tests that follow; see {@link FaultBed}.
 */
final class ExitWatch {

  /** In every build longer than any client waits before it beats, or registers again. */
  private static final Duration LENGTH = Duration.ofSeconds(Suite.is("faults") ? 60 : 12);

  /**
   * What a node missed of another node's clients it drops after three minutes. That happens now and
   * then when a connection is closed while no node can be asked.
   */
  private static final Duration LONGEST = Duration.ofMinutes(4);

  /** For as long calls are counted after the exit, unless the instance is gone before. */
  private static final Duration CALLS = Duration.ofSeconds(10);

  /** While it leaves, and afterwards: many watches run side by side. */
  private static final Duration PERIOD = Duration.ofMillis(200);

  private static final Duration LATER_PERIOD = Duration.ofMillis(1000);

  private final List<NacosNode> nodes;
  private final String service;
  private final String group;
  private final String address;
  private final Runnable atEnd;
  private final long start = System.nanoTime();
  private final CountDownLatch done = new CountDownLatch(1);

  /** Seconds after the exit when a node listed it last; a node that never did is not in it. */
  private final Map<NacosNode, Double> lastListed = new LinkedHashMap<>();

  private Double goneEverywhere;
  private Double cameBack;
  private double end;

  /**
   * @param caller is closed when its calls can tell no more
   * @param untilGone whether more than that is worth it
   * @param atEnd is run once that is over
   */
  ExitWatch(
      List<NacosNode> nodes,
      String service,
      String group,
      String address,
      Caller caller,
      boolean untilGone,
      Runnable atEnd) {
    this.nodes = nodes;
    this.service = service;
    this.group = group;
    this.address = address;
    this.atEnd = atEnd;
    Thread thread =
        new Thread(() -> watch(caller, untilGone ? LONGEST : LENGTH), "watch-" + service);
    thread.setDaemon(true);
    thread.start();
  }

  void await() throws InterruptedException {
    done.await();
  }

  /** Of one node: how long after the exit it listed the instance; 0 if it did not at all. */
  synchronized double listedFor(NacosNode node) {
    return lastListed.getOrDefault(node, 0.0);
  }

  /** In the order of the nodes: {@code no} where it was gone in time, {@code yes} where not. */
  synchronized List<Boolean> listedAtEnd() {
    double late = end - 2 * seconds(LATER_PERIOD) - 1;
    return nodes.stream().map(node -> listedFor(node) >= late).toList();
  }

  synchronized boolean cameBack() {
    return cameBack != null;
  }

  @Override
  public synchronized String toString() {
    String times =
        nodes.stream()
            .map(node -> "%s %.1f s".formatted(node.address(), listedFor(node)))
            .collect(Collectors.joining(", "));
    return "listed after the exit: %s; gone everywhere after %s; came back after %s"
        .formatted(times, goneEverywhere, cameBack);
  }

  private void watch(Caller caller, Duration longest) {
    try {
      boolean calling = true;
      while (now() < seconds(LENGTH) || !goneEverywhere() && now() < seconds(longest)) {
        look();
        if (calling && (goneEverywhere() || now() > seconds(CALLS))) {
          caller.close();
          calling = false;
        }
        Thread.sleep((calling ? PERIOD : LATER_PERIOD).toMillis());
      }
      ended();
      atEnd.run();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } finally {
      caller.close();
      done.countDown();
    }
  }

  private synchronized void ended() {
    end = now();
  }

  private synchronized boolean goneEverywhere() {
    return goneEverywhere != null;
  }

  private void look() {
    boolean anywhere = false;
    boolean answered = false;
    for (NacosNode node : nodes) {
      try {
        boolean listed = node.listed(service, group).contains(address);
        answered = true;
        if (listed) {
          anywhere = true;
          seen(node);
        }
      } catch (IOException notNow) {
        // A node that is down lists nothing to anybody.
      }
    }
    if (answered && !anywhere) {
      gone();
    }
  }

  private synchronized void seen(NacosNode node) {
    lastListed.put(node, now());
    if (goneEverywhere != null && cameBack == null) {
      cameBack = now();
    }
  }

  private synchronized void gone() {
    if (goneEverywhere == null) {
      goneEverywhere = now();
    }
  }

  private double now() {
    return (System.nanoTime() - start) / 1e9;
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }
}

package io.github.nacosgraceful.faults;

import io.github.nacosgraceful.testbed.NacosNode;
import io.github.nacosgraceful.testbed.Suite;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Calls a service as a caller would that is never behind its Nacos node: one thread a node asks
 * that node's list, and at once calls an instance on it, 25 times a second, and 10 times in every
 * build. A call that fails went to an instance that was listed and gone.
 */
final class Caller implements AutoCloseable {

  private static final Duration PERIOD = Duration.ofMillis(Suite.is("faults") ? 40 : 100);
  private static final Duration ANSWER = Duration.ofSeconds(2);

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(ANSWER).build();

  private final String service;
  private final String group;
  private final AtomicInteger calls = new AtomicInteger();
  private final Map<String, Integer> failures = new TreeMap<>();
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean stopped;

  Caller(List<NacosNode> nodes, String service, String group) {
    this.service = service;
    this.group = group;
    for (NacosNode node : nodes) {
      Thread thread = new Thread(() -> follow(node), "caller-" + service + "-" + node.port());
      thread.setDaemon(true);
      thread.start();
      threads.add(thread);
    }
  }

  int calls() {
    return calls.get();
  }

  synchronized int failed() {
    return failures.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** What calls failed with, and how many did. */
  synchronized Map<String, Integer> failures() {
    return new TreeMap<>(failures);
  }

  @Override
  public void close() {
    stopped = true;
    try {
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void follow(NacosNode node) {
    int round = 0;
    while (!stopped) {
      long next = System.nanoTime() + PERIOD.toNanos();
      Set<String> listed = listed(node);
      if (!listed.isEmpty()) {
        call(new ArrayList<>(listed).get(round++ % listed.size()));
      }
      sleepUntil(next);
    }
  }

  /** A node that does not answer tells nothing to call. */
  private Set<String> listed(NacosNode node) {
    try {
      return node.listed(service, group);
    } catch (IOException notNow) {
      return Set.of();
    }
  }

  private void call(String address) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://" + address + "/work"))
            .timeout(ANSWER)
            .POST(BodyPublishers.noBody())
            .build();
    calls.incrementAndGet();
    try {
      int status = HTTP.send(request, BodyHandlers.discarding()).statusCode();
      if (status != 200) {
        failed("status " + status);
      }
    } catch (IOException e) {
      failed(e.getClass().getSimpleName());
    } catch (InterruptedException e) {
      stopped = true;
    }
  }

  private synchronized void failed(String cause) {
    failures.merge(cause, 1, Integer::sum);
  }

  private static void sleepUntil(long next) {
    try {
      Thread.sleep(Math.max(0, (next - System.nanoTime()) / 1_000_000));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

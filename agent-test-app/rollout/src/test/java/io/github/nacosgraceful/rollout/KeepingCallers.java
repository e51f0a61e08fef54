package io.github.nacosgraceful.rollout;

import io.github.nacosgraceful.testbed.Suite;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/**
 * Four callers that keep one connection each, together at most 100 POST/s, and half of that in
 * every build; nothing is tried twice.
 */
final class KeepingCallers implements AutoCloseable {

  private static final int CALLERS = 4;
  private static final long PAUSE_MILLIS = Suite.is("servers") ? 10 : 20;

  /** Of one call, on a machine that others use too. */
  private static final Duration LONGEST = Duration.ofSeconds(30);

  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  private final Map<String, AtomicLong> answers = new ConcurrentHashMap<>();
  private final Set<String> goodbyes = ConcurrentHashMap.newKeySet();
  private final Queue<String> failures = new ConcurrentLinkedQueue<>();
  private final List<AtomicBoolean> underWay =
      Stream.generate(AtomicBoolean::new).limit(CALLERS).toList();
  private final List<ConnectionProvider> pools =
      IntStream.range(0, CALLERS).mapToObj(i -> ConnectionProvider.create("caller", 1)).toList();
  private final List<HttpClient> clients;
  private int next;

  KeepingCallers(int port, HttpProtocol protocol) {
    clients =
        pools.stream()
            .map(
                pool ->
                    HttpClient.create(pool)
                        .baseUrl("http://127.0.0.1:" + port)
                        .protocol(protocol)
                        .responseTimeout(LONGEST)
                        .disableRetry(true))
            .toList();
    clock.scheduleAtFixedRate(this::call, 0, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** How many the instance at this port has answered. */
  long answeredBy(int port) {
    return answers.computeIfAbsent("200 " + port, key -> new AtomicLong()).get();
  }

  /** What answers have said of an instance that leaves. */
  Set<String> goodbyes() {
    return Set.copyOf(goodbyes);
  }

  /** What else became of calls. */
  List<String> failures() {
    return List.copyOf(failures);
  }

  /** Those under way end before. */
  @Override
  public void close() throws InterruptedException {
    clock.shutdown();
    long deadline = System.nanoTime() + LONGEST.toNanos();
    while (underWay.stream().anyMatch(AtomicBoolean::get) && System.nanoTime() < deadline) {
      Thread.sleep(PAUSE_MILLIS);
    }
    pools.forEach(ConnectionProvider::dispose);
  }

  /** Unless the caller whose turn it is still waits for its answer. */
  private void call() {
    int caller = next++ % CALLERS;
    if (underWay.get(caller).getAndSet(true)) {
      return;
    }
    clients
        .get(caller)
        .post()
        .uri("/port")
        .responseSingle(
            (response, body) -> {
              goodbyes.addAll(response.responseHeaders().getAll(Goodbye.HEADER));
              return body.asString()
                  .defaultIfEmpty("")
                  .map(text -> response.status().code() + " " + text);
            })
        .doFinally(signal -> underWay.get(caller).set(false))
        .subscribe(this::answered, failure -> failures.add(failure.toString()));
  }

  private void answered(String answer) {
    if (answer.startsWith("200 ")) {
      answers.computeIfAbsent(answer, key -> new AtomicLong()).incrementAndGet();
    } else {
      failures.add(answer);
    }
  }
}

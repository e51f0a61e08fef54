package io.github.nacosgraceful.contract.program;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.springframework.cloud.loadbalancer.core.ServiceInstanceListSupplier;
import org.springframework.cloud.loadbalancer.core.ServiceInstanceListSupplierBuilder;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;

/**
 * A service whose instances are health-checked every second: 1, 2, and 5, which is down. Then Nacos
 * says 2, 3, 5, and 6, which is down too, and at last 5 alone. Prints what is given at the next
 * pick, what after two more rounds of checks, and what at the end.
 */
public final class HealthChecksProgram {

  private static final long DEADLINE = TimeUnit.SECONDS.toNanos(10);

  private final Set<Integer> down = ConcurrentHashMap.newKeySet();
  private final AtomicInteger checksOfTwo = new AtomicInteger();
  private final AtomicInteger checksOfSix = new AtomicInteger();
  private final NacosMemory nacos = new NacosMemory();

  private HealthChecksProgram() throws ReflectiveOperationException {}

  public static void main(String[] arguments) throws Exception {
    List<Callable<Void>> runs = new ArrayList<>();
    for (String name : Arrays.asList("frozen", "refetched", "over-cache")) {
      HealthChecksProgram program = new HealthChecksProgram();
      runs.add(
          () -> {
            program.run(name);
            return null;
          });
    }
    for (Future<Void> run : Executors.newCachedThreadPool().invokeAll(runs)) {
      run.get();
    }
    System.exit(0);
  }

  private void run(String name) throws Exception {
    boolean cached = name.equals("over-cache");
    Map<String, Object> properties = new TreeMap<>();
    properties.put("spring.cloud.loadbalancer.health-check.interval", "1s");
    properties.put("spring.cloud.loadbalancer.health-check.initial-delay", "0");
    properties.put("spring.cloud.loadbalancer.health-check.path.default", "/up");
    properties.put(
        "spring.cloud.loadbalancer.health-check.refetch-instances", name.equals("refetched"));
    down.addAll(Arrays.asList(5, 6));
    nacos.push(name, Instances.of(1, 2, 5));
    WebClient client =
        WebClient.builder()
            .clientConnector((method, uri, request) -> Mono.never()) // Spring 5.3 asks for one
            .exchangeFunction(this::answer)
            .build();
    try (LoadBalancerContext context =
        new LoadBalancerContext(
            name,
            new Discovery(nacos),
            properties,
            child -> {
              ServiceInstanceListSupplierBuilder builder =
                  ServiceInstanceListSupplier.builder().withBlockingDiscoveryClient();
              return (cached ? builder.withCaching() : builder)
                  .withHealthChecks(client)
                  .build(child);
            })) {
      context.digits();
      awaitRound();
      await(DEADLINE, () -> context.digits() == 12);
      nacos.push(name, Instances.of(2, 3, 5, 6));
      long next = context.digits();
      awaitEndOfRound();
      awaitEndOfRound();
      long checked = context.digits();
      nacos.push(name, Instances.of(5));
      long nothingLeft = context.digits();
      System.out.printf("%s next=%d checked=%d nothingLeft=%d%n", name, next, checked, nothingLeft);
    }
  }

  /** Waits for the next round of checks to begin. */
  private void awaitRound() {
    int before = checksOfTwo.get();
    await(DEADLINE, () -> checksOfTwo.get() > before);
  }

  /**
   * Waits for the next round to end: what is given grows during a round, and 6 is the last to be
   * checked. Without the agent it may never be, so a few rounds are enough.
   */
  private void awaitEndOfRound() {
    int two = checksOfTwo.get();
    int six = checksOfSix.get();
    await(DEADLINE, () -> checksOfSix.get() > six || checksOfTwo.get() > two + 2);
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50)); // it has still to be passed on
  }

  private static void await(long deadline, BooleanSupplier condition) {
    long begin = System.nanoTime();
    while (!condition.getAsBoolean() && System.nanoTime() - begin < deadline) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
  }

  private Mono<ClientResponse> answer(ClientRequest request) {
    String host = request.url().getHost();
    int digit = Integer.parseInt(host.substring(host.lastIndexOf('.') + 1));
    if (digit == 2) {
      checksOfTwo.incrementAndGet();
    } else if (digit == 6) {
      checksOfSix.incrementAndGet();
    }
    return Mono.fromCallable(
        () -> response(down.contains(digit) ? HttpStatus.SERVICE_UNAVAILABLE : HttpStatus.OK));
  }

  /** Its parameter has another type in Spring 5. */
  private static ClientResponse response(HttpStatus status) throws ReflectiveOperationException {
    Method create =
        Arrays.stream(ClientResponse.class.getMethods())
            .filter(m -> m.getName().equals("create") && m.getParameterCount() == 1)
            .filter(m -> m.getParameterTypes()[0].isInstance(status))
            .findFirst()
            .get();
    return ((ClientResponse.Builder) create.invoke(null, status)).build();
  }
}

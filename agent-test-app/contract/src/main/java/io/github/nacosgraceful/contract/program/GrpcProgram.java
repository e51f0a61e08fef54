package io.github.nacosgraceful.contract.program;

import com.alibaba.nacos.api.naming.pojo.Instance;
import io.grpc.EquivalentAddressGroup;
import io.grpc.NameResolver;
import io.grpc.Status;
import io.grpc.SynchronizationContext;
import java.lang.reflect.Constructor;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import net.devh.boot.grpc.client.nameresolver.DiscoveryClientNameResolver;

/**
 * Runs on each version of net.devh's gRPC client in a JVM of its own. Prints the port that a
 * channel's resolver has told last: after a push, and after one that came while it was asking. The
 * argument says for how many seconds to wait.
 */
public final class GrpcProgram {

  private final String service;
  private final NacosMemory nacos;
  private final Discovery discovery;
  private final long deadline;
  private volatile int told;
  private volatile int toldNumber;
  private volatile Thread failedOn;

  private GrpcProgram(String service, NacosMemory nacos, long deadline) {
    this.service = service;
    this.nacos = nacos;
    this.discovery = new Discovery(nacos);
    this.deadline = deadline;
  }

  public static void main(String[] arguments) throws Exception {
    long deadline = TimeUnit.SECONDS.toNanos(Long.parseLong(arguments[0]));
    NacosMemory nacos = new NacosMemory();
    // First: what the agent's thread does is seen while there is only one.
    new GrpcProgram("push-while-asking", nacos, deadline).pushWhileAsking();
    new GrpcProgram("push", nacos, deadline).push();
    new GrpcProgram("goodbye", nacos, deadline).goodbye();
    System.exit(0);
  }

  private void push() throws Exception {
    nacos.push(service, 1, 1);
    ExecutorService executor = Executors.newSingleThreadExecutor();
    NameResolver resolver = start(executor);
    int first = await(1);
    nacos.push(service, 1, 2);
    int second = await(2);
    resolver.shutdown();
    int lookups = discovery.lookups();
    nacos.push(service, 1, 3);
    executor.shutdown();
    executor.awaitTermination(10, TimeUnit.SECONDS);
    System.out.printf(
        "push first=%d second=%d afterShutdown=%d%n", first, second, discovery.lookups() - lookups);
  }

  private void pushWhileAsking() throws Exception {
    CountDownLatch read = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    discovery.afterRead(
        lookup -> {
          if (lookup == 1) {
            read.countDown();
            await(goOn);
          }
        });
    nacos.push(service, 1, 1);
    ExecutorService executor = Executors.newSingleThreadExecutor();
    NameResolver resolver = start(executor);
    await(read);
    nacos.push(service, 1, 2);
    awaitAgent(); // the resolver is told, and drops it: it is asking
    goOn.countDown();
    int last = await(2);
    resolver.shutdown();
    executor.shutdown();
    System.out.printf("push-while-asking last=%d%n", last);
  }

  /** One of two is registered at another port than the one at which it is called. */
  private void goodbye() throws Exception {
    try (GrpcServer server = new GrpcServer("127.0.0.1:8081; start=1")) {
      nacos.push(service, Arrays.asList(instance(8081, server.port()), instance(8082, 2)));
      ExecutorService executor = Executors.newSingleThreadExecutor();
      NameResolver resolver = start(executor);
      int before = awaitNumber(2);
      server.call();
      int after = awaitNumber(1);
      resolver.shutdown();
      executor.shutdown();
      System.out.printf("goodbye before=%d after=%d%n", before, after);
    }
  }

  private static Instance instance(int port, int grpcPort) {
    Instance instance = new Instance();
    instance.setIp("127.0.0.1");
    instance.setPort(port);
    Map<String, String> metadata = new HashMap<>();
    metadata.put("gRPC_port", String.valueOf(grpcPort));
    metadata.put("gRPC.port", String.valueOf(grpcPort)); // of 2.9
    instance.setMetadata(metadata);
    return instance;
  }

  /** How many were told last when it is that number, or the time is over. */
  private int awaitNumber(int number) {
    long begin = System.nanoTime();
    while (toldNumber != number && System.nanoTime() - begin < deadline) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
    return toldNumber;
  }

  private NameResolver start(ExecutorService executor) throws Exception {
    SynchronizationContext context =
        new SynchronizationContext((thread, error) -> failedOn = thread);
    NameResolver.Args args =
        NameResolver.Args.newBuilder()
            .setDefaultPort(80)
            .setProxyDetector(address -> null)
            .setSynchronizationContext(context)
            .setServiceConfigParser(
                new NameResolver.ServiceConfigParser() {
                  @Override
                  public NameResolver.ConfigOrError parseServiceConfig(Map<String, ?> config) {
                    return NameResolver.ConfigOrError.fromConfig(config);
                  }
                })
            .setOffloadExecutor(executor)
            .build();
    // Its last parameter is a Runnable up to 2.12 and a Consumer since.
    Constructor<?> constructor = DiscoveryClientNameResolver.class.getConstructors()[0];
    NameResolver resolver =
        (NameResolver) constructor.newInstance(service, discovery, args, null, null);
    context.execute(() -> resolver.start(new Told()));
    return resolver;
  }

  /** Until the agent's thread has done what the push made it do, or the time is over. */
  private void awaitAgent() {
    long begin = System.nanoTime();
    while (System.nanoTime() - begin < deadline) {
      for (Thread thread : Thread.getAllStackTraces().keySet()) {
        if (thread.getName().equals("nacos-graceful-grpc")
            && thread.getState() == Thread.State.TIMED_WAITING) {
          return;
        }
      }
    }
  }

  /** The port that was told last when it is the one, or the time is over. */
  private int await(int port) {
    long begin = System.nanoTime();
    while (told != port && System.nanoTime() - begin < deadline) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
    return failedOn == null ? told : -1;
  }

  private static void await(CountDownLatch latch) {
    try {
      if (!latch.await(10, TimeUnit.SECONDS)) {
        throw new IllegalStateException("the other side never came");
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private final class Told extends NameResolver.Listener2 {
    @Override
    public void onResult(NameResolver.ResolutionResult result) {
      toldNumber = result.getAddresses().size();
      EquivalentAddressGroup first = result.getAddresses().get(0);
      told = ((InetSocketAddress) first.getAddresses().get(0)).getPort();
    }

    @Override
    public void onError(Status error) {
      told = -1;
    }
  }
}

package io.github.nacosgraceful.dubbo.program;

import io.grpc.health.v1.Health;
import io.grpc.health.v1.HealthCheckRequest;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.dubbo.common.stream.StreamObserver;
import org.apache.dubbo.config.ReferenceConfig;
import org.apache.dubbo.config.RegistryConfig;
import org.apache.dubbo.config.bootstrap.DubboBootstrap;
import org.apache.dubbo.rpc.protocol.tri.CancelableStreamObserver;

/**
 * Each call is a stream, which the provider ends soon. Beside them there are two streams on each
 * provider that stay, and some that have ended in every other way.
 */
public final class TripleConsumer {

  private static final int TIMEOUT_SECONDS = 8;

  private final Set<Integer> opened = ConcurrentHashMap.newKeySet();

  private TripleConsumer() {}

  /** Argument: the registry's URL. */
  public static void main(String[] args) throws Exception {
    ReferenceConfig<Watches> reference = reference();
    DubboBootstrap.getInstance()
        .application(DubboProvider.application("customer"))
        .registry(new RegistryConfig(args[0]))
        .reference(reference)
        .start();
    Watches watches = reference.get();
    TripleConsumer consumer = new TripleConsumer();
    new Load(() -> consumer.call(watches)).run();
    System.exit(0);
  }

  private int call(Watches watches) throws Exception {
    Answer<String> answer = new Answer<>();
    watches.watch(TripleWatches.COMPLETE, answer);
    int port = Integer.parseInt(answer.get());
    if (opened.add(port)) {
      open(port);
    }
    return port;
  }

  /** On a connection that outlives the registration. */
  private static void open(int port) throws Exception {
    Watches watches = at("127.0.0.1", port).get();
    watches.watch(TripleWatches.NEVER, new Answer<>());
    watches.talk(new Answer<>()).onNext(TripleWatches.NEVER);

    watches.watch(TripleWatches.FAIL, new Answer<>());
    watches.watch(TripleWatches.THROW, new Answer<>());
    watches.talk(new Answer<>()).onNext(TripleWatches.COMPLETE);
    Answer<String> cancelled = new Answer<>();
    StreamObserver<String> request = watches.talk(cancelled);
    request.onNext(TripleWatches.NEVER);
    cancelled.awaitFirst();
    ((CancelableStreamObserver<String>) request).cancel(new IllegalStateException("enough"));

    health(port).watch(HealthCheckRequest.getDefaultInstance(), new Answer<>());

    // Another name, so another connection; which is closed.
    ReferenceConfig<Watches> gone = at("localhost", port);
    Answer<String> lost = new Answer<>();
    gone.get().watch(TripleWatches.NEVER, lost);
    lost.awaitFirst();
    gone.destroy();
  }

  private static ReferenceConfig<Watches> at(String host, int port) {
    ReferenceConfig<Watches> reference = reference();
    reference.setUrl("tri://" + host + ":" + port);
    return reference;
  }

  /** The service that triple has itself. */
  private static Health health(int port) {
    ReferenceConfig<Health> reference = new ReferenceConfig<>();
    reference.setInterface(Health.class);
    reference.setProxy("nativestub");
    reference.setUrl("tri://127.0.0.1:" + port + "/" + Health.SERVICE_NAME);
    reference.setCheck(false);
    return reference.get();
  }

  private static ReferenceConfig<Watches> reference() {
    ReferenceConfig<Watches> reference = new ReferenceConfig<>();
    reference.setInterface(Watches.class);
    reference.setCluster("failfast");
    reference.setRetries(0);
    reference.setTimeout(TIMEOUT_SECONDS * 1000);
    reference.setCheck(false);
    return reference;
  }

  /** The first word, once the stream is completed. */
  private static final class Answer<T> implements StreamObserver<T> {

    private final CompletableFuture<T> first = new CompletableFuture<>();
    private final CompletableFuture<T> completed = new CompletableFuture<>();

    T get() throws Exception {
      return completed.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    }

    void awaitFirst() throws Exception {
      first.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void onNext(T word) {
      first.complete(word);
    }

    @Override
    public void onError(Throwable error) {
      first.completeExceptionally(error);
      completed.completeExceptionally(error);
    }

    @Override
    public void onCompleted() {
      completed.complete(first.join());
    }
  }
}

package io.github.nacosgraceful.contract.program;

import java.io.IOException;
import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.cloud.client.loadbalancer.reactive.ReactorLoadBalancerExchangeFilterFunction;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.client.MultipartBodyBuilder;
import org.springframework.web.reactive.function.BodyInserters;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Calls of WebClient through Spring Cloud LoadBalancer, where some instances cannot be called, with
 * bodies of each kind. Prints the same as {@link RerouteProgram}, and how often bodies that can be
 * read once were read.
 */
public final class ReactiveRerouteProgram {

  private static final DefaultDataBufferFactory BUFFERS = new DefaultDataBufferFactory();
  private static final int CALLS = 8;
  private static final int BODY = 100_000;
  private static final Duration LONG_ENOUGH = Duration.ofSeconds(20);

  private final NacosMemory nacos = new NacosMemory();
  private final Peers peers = new Peers();
  private final Object lifecycles = lifecycles();
  private final CallingContext context =
      lifecycles == null
          ? new CallingContext(new Discovery(nacos), Collections.emptyMap())
          : new CallingContext(new Discovery(nacos), Collections.emptyMap(), lifecycles);
  private final AtomicInteger behind = new AtomicInteger();
  private final AtomicInteger reads = new AtomicInteger();
  private int services;

  private final WebClient client =
      WebClient.builder()
          .filter(context.bean(ReactorLoadBalancerExchangeFilterFunction.class))
          .filter(
              (request, next) -> {
                behind.incrementAndGet();
                return next.exchange(request);
              })
          .build();

  private ReactiveRerouteProgram() throws ReflectiveOperationException, IOException {}

  public static void main(String[] arguments) {
    try {
      run();
    } catch (Throwable e) {
      e.printStackTrace();
      System.exit(1); // other threads go on
    }
    System.exit(0);
  }

  private static void run() throws Exception {
    ReactiveRerouteProgram program = new ReactiveRerouteProgram();
    program.cases("array", program::array);
    program.cases("stream", program::stream);
    program.cases("multipart", program::multipart);
    program.run("non-blocking", program::onEventLoop, Peers::dead, program.peers::live);
    program.audited();
  }

  private void cases(String name, Call call) throws IOException {
    run(name + "-refused", call, Peers::dead, peers::live);
    run(name + "-only", call, Peers::dead);
    run(name + "-both", call, Peers::dead, Peers::dead);
    run(name + "-cut", call, peers::rude, peers::rudeToo);
  }

  private void run(String name, Call call, Peers.Peer... instances) throws IOException {
    int answered = 0;
    int refused = 0;
    int suppressed = 0;
    int others = 0;
    for (int i = 0; i < CALLS; i++) {
      if (i % 2 == 0) {
        nacos.push("orders-" + ++services, Peers.addresses(instances));
      }
      AtomicReference<Throwable> failure = new AtomicReference<>();
      String answer =
          call.post("http://orders-" + services + "/work")
              .onErrorResume(
                  e -> {
                    failure.set(e);
                    return Mono.just("failed");
                  })
              .block(LONG_ENOUGH);
      answered += "served".equals(answer) ? 1 : 0;
      int isSuppressed = 0;
      boolean isRefused = false;
      for (Throwable cause = failure.get(); cause != null; cause = cause.getCause()) {
        isRefused |= cause instanceof ConnectException;
        for (Throwable one : cause.getSuppressed()) {
          // Beside what Reactor and block() add.
          isSuppressed |= isRefusal(one) ? 1 : 0;
        }
      }
      refused += isRefused ? 1 : 0;
      others += failure.get() != null && !isRefused ? 1 : 0;
      suppressed += isSuppressed;
    }
    System.out.printf(
        "%s answered=%d refused=%d others=%d suppressed=%d served=%d bytes=%d cut=%d behind=%d reads=%d %s%n",
        name,
        answered,
        refused,
        others,
        suppressed,
        peers.served(),
        peers.bytes(),
        peers.cut(),
        behind.getAndSet(0),
        reads.getAndSet(0),
        lifecycles == null ? "starts=-1" : lifecycles);
  }

  private static boolean isRefusal(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof ConnectException) {
        return true;
      }
    }
    return false;
  }

  private Mono<String> array(String url) {
    return text(client.post().uri(url).body(BodyInserters.fromValue(new byte[BODY])));
  }

  /** Can be read once, as the body of a request that is passed on. */
  private Mono<String> stream(String url) {
    AtomicInteger read = new AtomicInteger();
    Flux<DataBuffer> once =
        Flux.defer(
            () -> {
              reads.incrementAndGet();
              if (read.incrementAndGet() > 1) {
                return Flux.error(new IllegalStateException("was read"));
              }
              return Flux.range(0, 10).map(i -> BUFFERS.wrap(new byte[BODY / 10]));
            });
    return text(client.post().uri(url).body(BodyInserters.fromDataBuffers(once)));
  }

  private Mono<String> multipart(String url) {
    MultipartBodyBuilder parts = new MultipartBodyBuilder();
    parts.part("part", new String(new char[BODY]).replace('\0', 'x'));
    return text(client.post().uri(url).body(BodyInserters.fromMultipartData(parts.build())));
  }

  /** From within the answer of another call, on a thread that may not wait. */
  private Mono<String> onEventLoop(String url) {
    return WebClient.create("http://" + peers.live())
        .get()
        .uri("/first")
        .retrieve()
        .bodyToMono(String.class)
        .flatMap(first -> array(url));
  }

  private static Mono<String> text(WebClient.RequestHeadersSpec<?> call) {
    return call.retrieve().bodyToMono(String.class);
  }

  /** A filter that is there when the answer is, and calls somebody who is not. */
  private void audited() throws IOException {
    String dead = "http://" + Peers.dead() + "/audit";
    WebClient audit = WebClient.create();
    WebClient audited =
        WebClient.builder()
            .filter(context.bean(ReactorLoadBalancerExchangeFilterFunction.class))
            .filter(
                (request, next) ->
                    next.exchange(request)
                        .flatMap(
                            answer ->
                                audit
                                    .post()
                                    .uri(dead)
                                    .retrieve()
                                    .bodyToMono(ClientResponse.class)
                                    .thenReturn(answer)))
            .build();
    run(
        "audited",
        url ->
            audited
                .post()
                .uri(url)
                .body(BodyInserters.fromValue("x".getBytes(StandardCharsets.UTF_8)))
                .retrieve()
                .bodyToMono(String.class),
        peers::live,
        peers::liveToo);
  }

  private static Object lifecycles() {
    try {
      return new Lifecycles();
    } catch (LinkageError before3) {
      return null;
    }
  }

  private interface Call {
    Mono<String> post(String url);
  }
}

package io.github.nacosgraceful.rollout;

import static io.github.nacosgraceful.rollout.OneProvider.PATIENCE;
import static org.awaitility.Awaitility.await;

import io.github.nacosgraceful.testbed.Balancer;
import io.github.nacosgraceful.testbed.Child;
import java.util.List;
import java.util.Set;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.server.HttpServer;

/**
 * Callers behind a balancer of TCP connections, which nothing but the server itself can make leave
 * it: by {@code Connection: close}, or a GOAWAY. Beside the provider that leaves, the balancer has
 * another server.
 */
final class BalancedCallers implements AutoCloseable {

  private static final int MANY = 50;

  private final HttpProtocol protocol;
  private final Child leaving;
  private final DisposableServer staying;
  private final Balancer balancer;
  private final KeepingCallers callers;

  BalancedCallers(Child leaving, HttpProtocol protocol) {
    this.leaving = leaving;
    this.protocol = protocol;
    staying =
        HttpServer.create()
            .host("127.0.0.1")
            .port(0)
            .protocol(HttpProtocol.H2C, HttpProtocol.HTTP11)
            .handle(
                (request, response) ->
                    response.sendString(Mono.just(String.valueOf(request.hostAddress().getPort()))))
            .bindNow();
    balancer = new Balancer(leaving.port());
    callers = new KeepingCallers(balancer.port(), protocol);
    await().atMost(PATIENCE).until(() -> callers.answeredBy(leaving.port()) >= MANY);
  }

  /** New connections go to the one that stays. */
  void turnAway() {
    balancer.target(staying.port());
  }

  /** What answers have said of an instance that leaves. */
  Set<String> goodbyes() {
    return callers.goodbyes();
  }

  /** What became of calls that were not answered, once the provider has exited. */
  List<String> failures() throws InterruptedException {
    await().atMost(PATIENCE).until(() -> callers.answeredBy(staying.port()) >= MANY);
    callers.close();
    System.out.printf(
        "%s, %s: %d failed, %d answered by the one that left, %d by the other%n",
        leaving.name(),
        protocol,
        callers.failures().size(),
        callers.answeredBy(leaving.port()),
        callers.answeredBy(staying.port()));
    return callers.failures();
  }

  @Override
  public void close() throws InterruptedException {
    callers.close();
    balancer.close();
    staying.disposeNow();
  }
}

package io.github.nacosgraceful.contract.program;

import io.github.nacosgraceful.bridge.Bridge;
import java.net.URI;
import java.util.Collections;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.springframework.cloud.client.loadbalancer.reactive.ReactorLoadBalancerExchangeFilterFunction;
import org.springframework.http.HttpMethod;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ExchangeFunction;
import reactor.core.publisher.Mono;

/**
 * What a call through a balancer costs that does not fail: the calls that the agent put there, and
 * for WebClient the Mono with its operator and without. Needs a JVM with the agent.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RerouteBenchmark {

  // Constants, as they are in the classes that are woven.
  private static final int FEIGN = Points.of("reroute.feign");
  private static final int WEBCLIENT = Points.of("reroute.webclient");

  private final ReactorLoadBalancerExchangeFilterFunction filter =
      new ReactorLoadBalancerExchangeFilterFunction(null, Collections.emptyList());
  private final ExchangeFunction next = request -> null;
  private final ClientRequest request =
      ClientRequest.create(HttpMethod.GET, URI.create("http://orders/17")).build();

  /** Not a value that is there already, which Reactor would not subscribe to. */
  private final Mono<String> answered = Mono.just("answered").hide();

  @Setup
  public void list() throws ReflectiveOperationException {
    new NacosMemory().push("orders", 3, 8080);
    if (Bridge.leave(WEBCLIENT, next, filter, request, answered) == answered) {
      throw new IllegalStateException("this call has no operator: is the agent there?");
    }
  }

  @Benchmark
  public Object blockingCall() {
    return Bridge.enter(FEIGN, null, null, null, null);
  }

  @Benchmark
  public Object webClientCall() {
    return ((Mono<?>) Bridge.leave(WEBCLIENT, next, filter, request, answered)).block();
  }

  @Benchmark
  public Object webClientCallWithoutTheAgent() {
    return answered.block();
  }
}

package io.github.nacosgraceful.contract.program;

import feign.Request;
import feign.Response;
import io.github.nacosgraceful.bridge.Bridge;
import io.netty.channel.Channel;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URI;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.client.ClientHttpRequest;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableChannel;

/**
 * What looking at a call costs its caller while nobody leaves: the calls that the agent puts at its
 * begin and at its end, on the libraries' own answers. Needs a JVM with the agent.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CallBenchmark {

  // Constants, as they are in the classes that are woven.
  private static final int FEIGN = Points.of("suspect.feign");
  private static final int SPRING = Points.of("suspect.spring");
  private static final int REACTOR_REQUEST = Points.of("suspect.reactor-request");
  private static final int REACTOR_RESPONSE = Points.of("suspect.reactor-response");

  private static final Map<String, String> HEADERS = new HashMap<>();

  static {
    HEADERS.put("Content-Type", "application/json");
    HEADERS.put("Date", "Mon, 30 Nov 2026 12:00:00 GMT");
    HEADERS.put("Transfer-Encoding", "chunked");
    HEADERS.put("Keep-Alive", "timeout=60");
    HEADERS.put("Connection", "keep-alive");
    HEADERS.put("Vary", "Origin");
  }

  private Request feignRequest;
  private Response feignResponse;
  private ClientHttpRequest springRequest;
  private ClientHttpResponse springResponse;
  private Operations operations;
  private HttpResponse nettyResponse;

  @Setup
  public void prepare() throws Exception {
    URI uri = URI.create("http://10.0.0.1:8080/orders/17");
    Map<String, Collection<String>> headers = new HashMap<>();
    HEADERS.forEach((name, value) -> headers.put(name, Collections.singletonList(value)));
    feignRequest =
        Request.create(
            Request.HttpMethod.GET, uri.toString(), Collections.emptyMap(), null, null, null);
    feignResponse = Response.builder().status(200).headers(headers).request(feignRequest).build();
    springRequest = new SimpleClientHttpRequestFactory().createRequest(uri, HttpMethod.GET);
    springResponse = new Answer();
    operations = new Operations();
    nettyResponse = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
    HEADERS.forEach((name, value) -> nettyResponse.headers().set(name, value));
    // What is not woven here has not connected the part.
    Class.forName("feign.Client$Default");
    if (Bridge.enter(FEIGN, feignRequest, null, null, null) == null) {
      throw new IllegalStateException("this call was not seen: is the agent there?");
    }
  }

  @Benchmark
  public Object feign() {
    Object begun = Bridge.enter(FEIGN, feignRequest, null, null, null);
    return Bridge.leave(FEIGN, begun, feignRequest, null, feignResponse);
  }

  @Benchmark
  public Object spring() {
    Object begun = Bridge.enter(SPRING, springRequest, null, null, null);
    return Bridge.leave(SPRING, begun, springRequest, null, springResponse);
  }

  @Benchmark
  public Object reactor() {
    Bridge.enter(REACTOR_REQUEST, operations, null, null, null);
    return Bridge.enter(REACTOR_RESPONSE, operations, nettyResponse, null, null);
  }

  /** Has its headers, as those of most clients do. */
  private static final class Answer implements ClientHttpResponse {

    private final HttpHeaders headers = new HttpHeaders();

    Answer() {
      HEADERS.forEach((name, value) -> headers.put(name, Arrays.asList(value)));
    }

    @Override
    public HttpHeaders getHeaders() {
      return headers;
    }

    @Override
    public HttpStatusCode getStatusCode() {
      return HttpStatus.OK;
    }

    @Override
    public String getStatusText() {
      return "OK";
    }

    @Override
    public InputStream getBody() {
      return new ByteArrayInputStream(new byte[0]);
    }

    @Override
    public void close() {}
  }

  /** A connection, as far as the agent looks at one. */
  private static final class Operations implements DisposableChannel {

    private final Channel channel = new EmbeddedChannel();

    @Override
    public Channel channel() {
      return channel;
    }

    @Override
    public void dispose() {}

    @Override
    public Mono<Void> onDispose() {
      return Mono.never();
    }

    @Override
    public void disposeNow() {}
  }
}

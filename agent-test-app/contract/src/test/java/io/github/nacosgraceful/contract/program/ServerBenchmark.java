package io.github.nacosgraceful.contract.program;

import io.github.nacosgraceful.bridge.Bridge;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.Status;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.AttachmentKey;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.LocalConnector;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * What counting a request costs Jetty, Undertow and gRPC: the calls that the agent put into them,
 * on requests of their own. {@link RequestBenchmark} is Tomcat's. Needs a JVM with the agent.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ServerBenchmark {

  private static final AttachmentKey<Object> SERVLETS = AttachmentKey.create(Object.class);

  // Constants, as they are in the classes that are woven.
  private static final int JETTY_BEGIN = Points.of("jetty.begin");
  private static final int JETTY_COMMIT = Points.of("jetty.commit");
  private static final int JETTY_END = Points.of("jetty.end");
  private static final int UNDERTOW_BEGIN = Points.of("undertow.begin");
  private static final int UNDERTOW_COMMIT = Points.of("undertow.commit");
  private static final int UNDERTOW_END = Points.of("undertow.end");
  private static final int GRPC_BEGIN = Points.of("grpc-server.begin");
  private static final int GRPC_END = Points.of("grpc-server.end");
  private static final int GRPC_METADATA = Points.of("grpc-server.metadata");
  private final CountDownLatch answer = new CountDownLatch(1);
  private final Server jetty = new Server();
  private Object channel;
  private UnaryCall call;

  /** The channel of a request that Jetty serves until this benchmark is over. */
  @Setup
  public void arrive() throws Exception {
    CompletableFuture<Object> arrived = new CompletableFuture<>();
    LocalConnector connector = new LocalConnector(jetty);
    jetty.addConnector(connector);
    jetty.setHandler(
        new Handler.Abstract() {
          @Override
          public boolean handle(Request request, Response response, Callback callback)
              throws Exception {
            Field field = request.getClass().getDeclaredField("_httpChannelState");
            field.setAccessible(true);
            arrived.complete(field.get(request));
            answer.await();
            callback.succeeded();
            return true;
          }
        });
    jetty.start();
    connector.executeRequest("GET /orders/17 HTTP/1.1\r\nHost: localhost\r\n\r\n");
    channel = arrived.get(10, TimeUnit.SECONDS);
    // With it the agent prepares for gRPC.
    Class.forName("io.grpc.internal.ServerCallImpl");
    Class.forName("io.grpc.internal.ServerCallImpl$ServerStreamListenerImpl");
    call = new UnaryCall();
  }

  @TearDown
  public void leave() throws Exception {
    answer.countDown();
    jetty.stop();
  }

  @Benchmark
  public void jettyRequest() {
    Bridge.exit(JETTY_BEGIN, null, channel, null);
    Bridge.enter(JETTY_COMMIT, channel, null, null, null); // not looked at while nothing leaves
    Bridge.exit(JETTY_COMMIT, null, channel, null);
    Bridge.enter(JETTY_END, channel, null, null, null);
  }

  /** An exchange serves one request, so this makes one; {@link #undertowExchangeAlone} tells. */
  @Benchmark
  public HttpServerExchange undertowExchange() {
    HttpServerExchange exchange = undertowExchangeAlone();
    Bridge.enter(UNDERTOW_BEGIN, exchange, null, null, null);
    Bridge.enter(UNDERTOW_BEGIN, exchange, null, null, null); // a dispatch
    Bridge.enter(UNDERTOW_COMMIT, exchange, null, null, null);
    Bridge.enter(UNDERTOW_END, exchange, null, null, null);
    return exchange;
  }

  @Benchmark
  public HttpServerExchange undertowExchangeAlone() {
    HttpServerExchange exchange = new HttpServerExchange(null);
    exchange.setRequestURI("/orders/17");
    exchange.putAttachment(SERVLETS, this);
    return exchange;
  }

  @Benchmark
  public void grpcCall() {
    Bridge.exit(GRPC_BEGIN, null, call, null);
    Bridge.replace(GRPC_METADATA, null, null, call); // of the begin of its answer
    Bridge.replace(GRPC_METADATA, null, null, call); // and of the end
    Bridge.enter(GRPC_END, call, null, null, null);
  }

  private static final class UnaryCall extends ServerCall<byte[], byte[]> {

    private final MethodDescriptor<byte[], byte[]> method =
        MethodDescriptor.<byte[], byte[]>newBuilder()
            .setType(MethodDescriptor.MethodType.UNARY)
            .setFullMethodName("orders/place")
            .setRequestMarshaller(new NoBytes())
            .setResponseMarshaller(new NoBytes())
            .build();

    @Override
    public MethodDescriptor<byte[], byte[]> getMethodDescriptor() {
      return method;
    }

    @Override
    public void request(int messages) {}

    @Override
    public void sendHeaders(Metadata headers) {}

    @Override
    public void sendMessage(byte[] message) {}

    @Override
    public void close(Status status, Metadata trailers) {}

    @Override
    public boolean isCancelled() {
      return false;
    }
  }

  private static final class NoBytes implements MethodDescriptor.Marshaller<byte[]> {

    @Override
    public InputStream stream(byte[] value) {
      return InputStream.nullInputStream();
    }

    @Override
    public byte[] parse(InputStream stream) {
      return new byte[0];
    }
  }
}

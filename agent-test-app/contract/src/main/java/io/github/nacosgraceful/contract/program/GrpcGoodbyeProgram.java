package io.github.nacosgraceful.contract.program;

import com.alibaba.nacos.api.exception.NacosException;
import com.alibaba.nacos.api.naming.NamingFactory;
import com.alibaba.nacos.api.naming.NamingService;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * Runs on each version of grpc-java in a JVM of its own, which the agent is asked to take offline
 * and online again. Prints what the metadata of answers says, {@code moment call: head | tail},
 * where a minus stands for nothing. Nobody listens where Nacos should be, and nobody needs to.
 */
public final class GrpcGoodbyeProgram {

  private static final Metadata.Key<String> GOODBYE =
      Metadata.Key.of("nacos-graceful-goodbye", Metadata.ASCII_STRING_MARSHALLER);

  /** An application may send the same ones with every answer. */
  private static final Metadata SHARED = new Metadata();

  private static final String SERVICE = "orders";
  private static final MethodDescriptor<byte[], byte[]> PLACE =
      method("place", MethodDescriptor.MethodType.UNARY);
  private static final MethodDescriptor<byte[], byte[]> REFUSE =
      method("refuse", MethodDescriptor.MethodType.UNARY);
  private static final MethodDescriptor<byte[], byte[]> UNKNOWN =
      method("unknown", MethodDescriptor.MethodType.UNARY);
  private static final MethodDescriptor<byte[], byte[]> WATCH =
      method("watch", MethodDescriptor.MethodType.SERVER_STREAMING);

  private final CompletableFuture<StreamObserver<byte[]>> watcher = new CompletableFuture<>();
  private ManagedChannel channel;

  public static void main(String[] arguments) throws Exception {
    new GrpcGoodbyeProgram().run();
    System.exit(0);
  }

  private void run() throws Exception {
    Server server =
        NettyServerBuilder.forPort(0)
            .addService(
                ServerServiceDefinition.builder(SERVICE)
                    .addMethod(
                        PLACE,
                        ServerCalls.asyncUnaryCall(
                            (request, answer) -> {
                              answer.onNext(request);
                              answer.onCompleted();
                            }))
                    .addMethod(
                        REFUSE,
                        ServerCalls.asyncUnaryCall(
                            (request, answer) ->
                                answer.onError(Status.NOT_FOUND.asRuntimeException(SHARED))))
                    .addMethod(
                        WATCH,
                        ServerCalls.asyncServerStreamingCall(
                            (request, answer) -> {
                              answer.onNext(request);
                              watcher.complete(answer);
                            }))
                    .build())
            .build()
            .start();
    register(server.getPort());
    channel = NettyChannelBuilder.forAddress("127.0.0.1", server.getPort()).usePlaintext().build();
    print("before", PLACE);
    Answer watched = call(WATCH);
    StreamObserver<byte[]> stream = watcher.get(10, TimeUnit.SECONDS);

    CompletableFuture<Object> offline = CompletableFuture.supplyAsync(() -> ask("offline"));
    await(() -> call(PLACE).awaited().head != null);
    print("leaving", PLACE);
    print("leaving", REFUSE);
    print("leaving", UNKNOWN);
    stream.onCompleted();
    print("leaving", WATCH, watched.awaited());
    offline.get(30, TimeUnit.SECONDS);
    print("offline", PLACE);
    ask("online");
    print("online", PLACE);
    print("online", REFUSE);
    System.out.println("shared " + SHARED.containsKey(GOODBYE));
  }

  /** Whether it succeeds does not matter to the agent. */
  private static void register(int port) throws NacosException {
    NamingService nacos = NamingFactory.createNamingService("127.0.0.1:1");
    try {
      nacos.registerInstance(SERVICE, "10.0.0.7", port);
    } catch (NacosException e) {
      System.out.println("registered as 10.0.0.7:" + port);
    }
  }

  /** The MBean comes soon after the first who asks for one. */
  private static Object ask(String operation) {
    try {
      MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
      ObjectName agent = new ObjectName("io.github.nacosgraceful:type=Agent");
      await(() -> beans.isRegistered(agent));
      return beans.invoke(agent, operation, new Object[0], new String[0]);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static void await(Callable<Boolean> condition) throws Exception {
    long begin = System.nanoTime();
    while (!condition.call()) {
      if (System.nanoTime() - begin > TimeUnit.SECONDS.toNanos(10)) {
        throw new IllegalStateException("it never came");
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
  }

  private void print(String moment, MethodDescriptor<byte[], byte[]> method) throws Exception {
    print(moment, method, call(method).awaited());
  }

  private static void print(String moment, MethodDescriptor<byte[], byte[]> method, Answer answer) {
    String name = method.getFullMethodName();
    System.out.printf(
        "%s %s: %s | %s%n",
        moment, name.substring(name.indexOf('/') + 1), text(answer.head), text(answer.tail));
  }

  private static String text(String said) {
    return said == null ? "-" : said;
  }

  private Answer call(MethodDescriptor<byte[], byte[]> method) {
    ClientCall<byte[], byte[]> call = channel.newCall(method, CallOptions.DEFAULT);
    Answer answer = new Answer();
    call.start(answer, new Metadata());
    call.sendMessage(new byte[] {7});
    call.halfClose();
    call.request(2);
    return answer;
  }

  /** What the metadata of one said, at its begin and at its end. */
  private static final class Answer extends ClientCall.Listener<byte[]> {

    private final CompletableFuture<Answer> over = new CompletableFuture<>();
    private volatile String head;
    private volatile String tail;

    Answer awaited() throws Exception {
      return over.get(10, TimeUnit.SECONDS);
    }

    @Override
    public void onHeaders(Metadata headers) {
      head = headers.get(GOODBYE);
    }

    @Override
    public void onClose(Status status, Metadata trailers) {
      tail = trailers.get(GOODBYE);
      over.complete(this);
    }
  }

  private static MethodDescriptor<byte[], byte[]> method(
      String name, MethodDescriptor.MethodType type) {
    return MethodDescriptor.<byte[], byte[]>newBuilder()
        .setType(type)
        .setFullMethodName(MethodDescriptor.generateFullMethodName(SERVICE, name))
        .setRequestMarshaller(new OneByte())
        .setResponseMarshaller(new OneByte())
        .build();
  }

  private static final class OneByte implements MethodDescriptor.Marshaller<byte[]> {

    @Override
    public InputStream stream(byte[] value) {
      return new ByteArrayInputStream(value);
    }

    @Override
    public byte[] parse(InputStream stream) {
      return new byte[] {7};
    }
  }
}

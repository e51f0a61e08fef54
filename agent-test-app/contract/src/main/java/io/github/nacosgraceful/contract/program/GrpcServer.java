package io.github.nacosgraceful.contract.program;

import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerBuilder;
import io.grpc.ServerCall;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A server that says the same with each answer, and a client that calls it. */
final class GrpcServer implements AutoCloseable {

  private static final Metadata.Key<String> GOODBYE =
      Metadata.Key.of("nacos-graceful-goodbye", Metadata.ASCII_STRING_MARSHALLER);

  private static final MethodDescriptor.Marshaller<String> NOTHING =
      new MethodDescriptor.Marshaller<String>() {
        @Override
        public InputStream stream(String value) {
          return new ByteArrayInputStream(new byte[0]);
        }

        @Override
        public String parse(InputStream stream) {
          return "";
        }
      };

  private static final MethodDescriptor<String, String> METHOD =
      MethodDescriptor.<String, String>newBuilder()
          .setType(MethodDescriptor.MethodType.UNARY)
          .setFullMethodName("orders/work")
          .setRequestMarshaller(NOTHING)
          .setResponseMarshaller(NOTHING)
          .build();

  private final Server server;

  /**
   * @param goodbye what it says
   */
  GrpcServer(String goodbye) throws IOException {
    server =
        ServerBuilder.forPort(0)
            .addService(
                ServerServiceDefinition.builder("orders")
                    .addMethod(METHOD, (call, headers) -> answer(call, goodbye))
                    .build())
            .build()
            .start();
  }

  private static ServerCall.Listener<String> answer(ServerCall<String, String> call, String word) {
    Metadata headers = new Metadata();
    headers.put(GOODBYE, word);
    call.sendHeaders(headers);
    call.sendMessage("");
    call.close(Status.OK, new Metadata());
    return new ServerCall.Listener<String>() {};
  }

  int port() {
    return server.getPort();
  }

  /** Returns when it is answered. */
  void call() throws InterruptedException {
    ManagedChannel channel =
        ManagedChannelBuilder.forAddress("127.0.0.1", port()).usePlaintext().build();
    CountDownLatch answered = new CountDownLatch(1);
    ClientCall<String, String> call = channel.newCall(METHOD, CallOptions.DEFAULT);
    call.start(
        new ClientCall.Listener<String>() {
          @Override
          public void onClose(Status status, Metadata trailers) {
            answered.countDown();
          }
        },
        new Metadata());
    call.request(1);
    call.sendMessage("");
    call.halfClose();
    if (!answered.await(10, TimeUnit.SECONDS)) {
      throw new IllegalStateException("the server never answered");
    }
    channel.shutdownNow();
  }

  @Override
  public void close() {
    server.shutdownNow();
  }
}

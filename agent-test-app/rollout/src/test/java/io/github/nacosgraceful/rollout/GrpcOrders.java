package io.github.nacosgraceful.rollout;

import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Calls the gRPC service of the sample at one port, over one connection. */
final class GrpcOrders implements AutoCloseable {

  private static final MethodDescriptor<String, String> PLACE = method("place", MethodType.UNARY);
  private static final MethodDescriptor<String, String> WATCH =
      method("watch", MethodType.SERVER_STREAMING);

  private final ManagedChannel channel;

  GrpcOrders(int port) {
    channel = NettyChannelBuilder.forAddress("127.0.0.1", port).usePlaintext().build();
  }

  private static MethodDescriptor<String, String> method(String name, MethodType type) {
    return MethodDescriptor.<String, String>newBuilder()
        .setType(type)
        .setFullMethodName(MethodDescriptor.generateFullMethodName("orders", name))
        .setRequestMarshaller(new Text())
        .setResponseMarshaller(new Text())
        .build();
  }

  /** The thread that it was served on. */
  Future<String> place() {
    return ClientCalls.futureUnaryCall(channel.newCall(PLACE, patient()), "");
  }

  /** Opens a stream that does not end by itself, and returns when it is open. */
  void watch() throws Exception {
    CompletableFuture<String> first = new CompletableFuture<>();
    ClientCalls.asyncServerStreamingCall(
        channel.newCall(WATCH, CallOptions.DEFAULT),
        "",
        new StreamObserver<String>() {
          @Override
          public void onNext(String answer) {
            first.complete(answer);
          }

          @Override
          public void onError(Throwable error) {
            first.completeExceptionally(error);
          }

          @Override
          public void onCompleted() {
            first.complete("over");
          }
        });
    first.get(OneProvider.PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  private static CallOptions patient() {
    return CallOptions.DEFAULT.withDeadlineAfter(
        OneProvider.PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    channel.shutdownNow();
  }

  private static final class Text implements MethodDescriptor.Marshaller<String> {

    @Override
    public InputStream stream(String text) {
      return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String parse(InputStream stream) {
      try {
        return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}

package io.github.nacosgraceful.sample;

import io.grpc.BindableService;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.ServerServiceDefinition;
import io.grpc.stub.ServerCalls;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Import;

/**
 * In {@link Provider}'s place: with a gRPC service beside its web server, or inside that, as Spring
 * Boot is told. Requests and answers are text, so there is no protoc.
 */
@SpringBootConfiguration
@EnableAutoConfiguration
@Import({Cold.class, Provider.Work.class, Ready.class, GrpcProvider.Orders.class})
public class GrpcProvider {

  public static void main(String[] args) {
    new SpringApplicationBuilder(GrpcProvider.class)
        .properties("spring.application.name=provider", "spring.cloud.nacos.discovery.ip=127.0.0.1")
        .run(args);
  }

  /** The gRPC service {@code orders}. */
  static class Orders implements BindableService {

    private final Duration length;

    Orders(@Value("${sample.work:20ms}") Duration length) {
      this.length = length;
    }

    @Override
    public ServerServiceDefinition bindService() {
      return ServerServiceDefinition.builder("orders")
          .addMethod(
              method("place", MethodType.UNARY),
              ServerCalls.asyncUnaryCall(
                  (order, answer) -> {
                    work();
                    answer.onNext(Thread.currentThread().toString());
                    answer.onCompleted();
                  }))
          // Says something at once, and never ends.
          .addMethod(
              method("watch", MethodType.SERVER_STREAMING),
              ServerCalls.asyncServerStreamingCall((order, answer) -> answer.onNext("open")))
          .build();
    }

    private void work() {
      try {
        Thread.sleep(length.toMillis());
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    private static MethodDescriptor<String, String> method(String name, MethodType type) {
      return MethodDescriptor.<String, String>newBuilder()
          .setType(type)
          .setFullMethodName(MethodDescriptor.generateFullMethodName("orders", name))
          .setRequestMarshaller(new Text())
          .setResponseMarshaller(new Text())
          .build();
    }
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

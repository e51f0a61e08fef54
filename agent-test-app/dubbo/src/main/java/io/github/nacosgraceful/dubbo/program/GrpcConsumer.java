package io.github.nacosgraceful.dubbo.program;

import com.alibaba.nacos.api.naming.NamingService;
import com.alibaba.nacos.api.naming.listener.NamingEvent;
import com.alibaba.nacos.api.naming.pojo.Instance;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** Follows Nacos by a listener of its own, and calls the instances in turn. */
public final class GrpcConsumer {

  private final Map<Integer, ManagedChannel> channels = new ConcurrentHashMap<>();
  private final AtomicInteger turn = new AtomicInteger();
  private volatile List<Integer> ports = Collections.emptyList();

  private GrpcConsumer() {}

  /** Arguments: the address of Nacos and the namespace. */
  public static void main(String[] args) throws Exception {
    GrpcConsumer consumer = new GrpcConsumer();
    NamingService nacos = GrpcProvider.connect(args[0], args[1]);
    nacos.subscribe(
        GrpcEcho.SERVICE, event -> consumer.follow(((NamingEvent) event).getInstances()));
    consumer.follow(nacos.getAllInstances(GrpcEcho.SERVICE));
    new Load(consumer::call).run();
    System.exit(0);
  }

  private void follow(List<Instance> instances) {
    ports = instances.stream().map(Instance::getPort).collect(Collectors.toList());
  }

  private int call() {
    List<Integer> known = ports;
    int port = known.get(Math.floorMod(turn.getAndIncrement(), known.size()));
    ManagedChannel channel = channels.computeIfAbsent(port, GrpcConsumer::open);
    return GrpcEcho.port(
        ClientCalls.blockingUnaryCall(
            channel,
            GrpcEcho.METHOD,
            CallOptions.DEFAULT.withDeadlineAfter(8, TimeUnit.SECONDS),
            new byte[0]));
  }

  /** With {@code -Dwatch=true} there is a stream on it too, which stays. */
  private static ManagedChannel open(int port) {
    ManagedChannel channel =
        NettyChannelBuilder.forAddress("127.0.0.1", port).usePlaintext().build();
    if (Boolean.getBoolean("watch")) {
      ClientCalls.asyncServerStreamingCall(
          channel.newCall(GrpcEcho.WATCH, CallOptions.DEFAULT), new byte[0], new Ignored());
    }
    return channel;
  }

  /** What the stream says. */
  private static final class Ignored implements StreamObserver<byte[]> {

    @Override
    public void onNext(byte[] answer) {}

    @Override
    public void onError(Throwable error) {}

    @Override
    public void onCompleted() {}
  }
}

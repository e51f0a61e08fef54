#!/usr/bin/env bash
# In gRPC Java one failed name resolution makes a pick_first channel give up its healthy connection; round_robin keeps it.
#
# Version: grpc-java 1.85.1 (pick_first is the default policy), JDK 17.
# Guess: a channel that is READY goes on with the connection that it has when the resolver reports an error or an empty
#   list; it asks again later. Policies differ in how they share calls, not in this.
# Seen: round_robin does so. With pick_first each call fails with UNAVAILABLE from that moment on, though the server and
#   the connection to it were in good health, until the resolver says something better.
# Why it matters here: resolvers over a registry push; one that passes on an error or an empty list cuts off every caller.
#
# Run: findings/grpc-resolver-error-ends-a-connection.sh (JDK 17 or newer, Maven; about 15 s). Exit 0: still so; 1: changed; 2: not run.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
cat > pom.xml <<'POM'
<project>
  <modelVersion>4.0.0</modelVersion><groupId>finding</groupId><artifactId>finding</artifactId><version>1</version><packaging>pom</packaging>
  <dependencies>
    <dependency><groupId>io.grpc</groupId><artifactId>grpc-netty-shaded</artifactId><version>1.85.1</version></dependency>
    <dependency><groupId>io.grpc</groupId><artifactId>grpc-stub</artifactId><version>1.85.1</version></dependency>
  </dependencies>
</project>
POM
timeout 300 mvn -B -q -ntp -Dstyle.color=never org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy-dependencies -DoutputDirectory=lib >mvn.log 2>&1 \
  || { tail -5 mvn.log; echo "not run: the packages could not be fetched"; exit 2; } >&2

cat > Finding.java <<'JAVA'
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.EquivalentAddressGroup;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.NameResolver;
import io.grpc.NameResolverProvider;
import io.grpc.NameResolverRegistry;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.StatusOr;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.ServerCalls;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A server that is up all the time, and a resolver that fails once the channel is in use. */
public class Finding {
  static final MethodDescriptor.Marshaller<String> TEXT = new MethodDescriptor.Marshaller<>() {
    @Override public InputStream stream(String value) { return new ByteArrayInputStream(value.getBytes()); }
    @Override public String parse(InputStream stream) {
      try {
        return new String(stream.readAllBytes());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  };
  static final MethodDescriptor<String, String> WHO = MethodDescriptor.<String, String>newBuilder()
      .setType(MethodDescriptor.MethodType.UNARY).setFullMethodName("test/who").setRequestMarshaller(TEXT).setResponseMarshaller(TEXT).build();

  static EquivalentAddressGroup server(String name) throws IOException {
    Server server = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
        .addService(ServerServiceDefinition.builder("test").addMethod(WHO, ServerCalls.asyncUnaryCall((request, observer) -> {
          observer.onNext(name);
          observer.onCompleted();
        })).build()).build().start();
    return new EquivalentAddressGroup(server.getListenSockets().get(0));
  }

  static String call(Channel channel) {
    try {
      return ClientCalls.blockingUnaryCall(channel, WHO, CallOptions.DEFAULT.withDeadlineAfter(10, TimeUnit.SECONDS), "");
    } catch (StatusRuntimeException e) {
      return e.getStatus().getCode().toString();
    }
  }

  /** Says first what it is given, and later what the test says. */
  static class Registry extends NameResolver {
    final List<EquivalentAddressGroup> first;
    Listener2 listener;

    Registry(EquivalentAddressGroup... first) { this.first = List.of(first); }
    @Override public String getServiceAuthority() { return "orders"; }
    @Override public void shutdown() {}
    @Override public void start(Listener2 listener) {
      this.listener = listener;
      says(first);
    }

    void says(List<EquivalentAddressGroup> addresses) {
      listener.onResult(ResolutionResult.newBuilder().setAddressesOrError(StatusOr.fromValue(addresses)).build());
    }

    ManagedChannel channel(String policy) {
      NameResolverRegistry registry = new NameResolverRegistry();
      Registry self = this;
      registry.register(new NameResolverProvider() {
        @Override protected boolean isAvailable() { return true; }
        @Override protected int priority() { return 5; }
        @Override public String getDefaultScheme() { return "registry"; }
        @Override public NameResolver newNameResolver(URI target, Args args) { return self; }
      });
      return NettyChannelBuilder.forTarget("registry:///orders").nameResolverFactory(registry.asFactory()).usePlaintext()
          .defaultLoadBalancingPolicy(policy).build();
    }
  }

  public static void main(String[] args) throws Exception {
    EquivalentAddressGroup server = server("answered");
    boolean same = calls(server, "round_robin", "error", "answered")
        & calls(server, "round_robin", "empty list", "answered")
        & calls(server, "pick_first", "error", "UNAVAILABLE")
        & calls(server, "pick_first", "empty list", "UNAVAILABLE");
    System.exit(same ? 0 : 1);
  }

  static boolean calls(EquivalentAddressGroup server, String policy, String event, String expected) throws InterruptedException {
    Registry registry = new Registry(server);
    ManagedChannel channel = registry.channel(policy);
    String before = call(channel);
    if (event.equals("error")) {
      registry.listener.onError(Status.UNAVAILABLE.withDescription("the registry is away"));
    } else {
      registry.says(List.of());
    }
    String after = before;
    for (int i = 0; i < 40 && after.equals("answered"); i++) {
      Thread.sleep(50);
      after = call(channel);
    }
    registry.says(List.of(server));
    String again = call(channel);
    for (int i = 0; i < 100 && !again.equals("answered"); i++) {
      Thread.sleep(50);
      again = call(channel);
    }
    channel.shutdownNow();
    boolean same = before.equals("answered") && after.equals(expected) && again.equals("answered");
    System.out.printf("%-11s %-10s before: %s, after: %s, with the list again: %s%s%n", policy, event, before, after, again,
        same ? "" : "   CHANGED: expected " + expected);
    return same;
  }
}
JAVA
printf ".level=OFF\n" > quiet.properties
code=0; timeout 170 "${JAVA_HOME:+$JAVA_HOME/bin/}java" -Djava.util.logging.config.file=quiet.properties -cp 'lib/*' Finding.java || code=$?
case $code in
  0) echo "still so" ;;
  124) echo "not run: it did not end in 170 s" >&2; exit 2 ;;
  *) echo "grpc-resolver-error-ends-a-connection: what was seen has changed" >&2; exit 1 ;;
esac

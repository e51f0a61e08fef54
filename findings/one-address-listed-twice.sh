#!/usr/bin/env bash
# Two instances at one address get two shares of the calls from Spring Cloud LoadBalancer, and one from gRPC Java.
#
# Versions: grpc-java 1.85.1 (round_robin), spring-cloud-loadbalancer 5.0.4 (its default, round robin), JDK 17.
# Guess: round robin goes through the list as it is, so of three entries, two of them at one address, that address gets
#   two thirds: both instances are listed, and nobody said that they are one.
# Seen: Spring Cloud LoadBalancer does so. gRPC makes one of the two without a word, and the address gets one half.
#   So weights by repetition work in one world and are lost in the other; and an instance that is listed twice, because
#   its predecessor at the same address is not gone yet, takes twice its share in one of them.
#
# Run: findings/one-address-listed-twice.sh (JDK 17 or newer, Maven; about 15 s). Exit 0: still so; 1: changed; 2: not run.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
cat > pom.xml <<'POM'
<project>
  <modelVersion>4.0.0</modelVersion><groupId>finding</groupId><artifactId>finding</artifactId><version>1</version><packaging>pom</packaging>
  <dependencies>
    <dependency><groupId>io.grpc</groupId><artifactId>grpc-netty-shaded</artifactId><version>1.85.1</version></dependency>
    <dependency><groupId>io.grpc</groupId><artifactId>grpc-stub</artifactId><version>1.85.1</version></dependency>
    <dependency><groupId>org.springframework.cloud</groupId><artifactId>spring-cloud-starter-loadbalancer</artifactId><version>5.0.4</version></dependency>
    <dependency><groupId>org.springframework</groupId><artifactId>spring-web</artifactId><version>7.0.10</version></dependency>
  </dependencies>
</project>
POM
timeout 300 mvn -B -q -ntp -Dstyle.color=never org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy-dependencies -DoutputDirectory=lib >mvn.log 2>&1 \
  || { tail -5 mvn.log; echo "not run: the packages could not be fetched"; exit 2; } >&2

cat > Finding.java <<'JAVA'
import com.sun.net.httpserver.HttpServer;
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
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.cloud.client.DefaultServiceInstance;
import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.client.discovery.DiscoveryClient;
import org.springframework.cloud.client.loadbalancer.LoadBalanced;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.client.RestTemplate;

/** The list a, a, b and 300 calls, with each of the two. */
public class Finding {
  static final List<ServiceInstance> listed = new CopyOnWriteArrayList<>();

  /** An application without a server, whose services are what the list holds. */
  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  static class App {
    @Bean DiscoveryClient discovery() {
      return new DiscoveryClient() {
        @Override public String description() { return "list"; }
        @Override public List<String> getServices() { return List.of("orders"); }
        @Override public List<ServiceInstance> getInstances(String service) { return List.copyOf(listed); }
      };
    }
    @Bean @LoadBalanced RestTemplate balanced() { return new RestTemplate(); }
  }

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
    Map<String, Integer> grpc = new TreeMap<>();
    EquivalentAddressGroup a = server("a");
    Registry registry = new Registry(a, a, server("b"));
    ManagedChannel channel = registry.channel("round_robin");
    String first = call(channel);
    for (long end = System.nanoTime() + 20_000_000_000L; call(channel).equals(first) && System.nanoTime() - end < 0; ) Thread.sleep(10);
    for (int i = 0; i < 300; i++) grpc.merge(call(channel), 1, Integer::sum);

    Map<String, Integer> spring = new TreeMap<>();
    int port = http("a");
    listed.add(new DefaultServiceInstance("a1", "orders", "127.0.0.1", port, false));
    listed.add(new DefaultServiceInstance("a2", "orders", "127.0.0.1", port, false));
    listed.add(new DefaultServiceInstance("b", "orders", "127.0.0.1", http("b"), false));
    try (ConfigurableApplicationContext context = new SpringApplicationBuilder(App.class).web(WebApplicationType.NONE).run()) {
      RestTemplate template = context.getBean(RestTemplate.class);
      for (int i = 0; i < 300; i++) spring.merge(template.getForObject("http://orders/", String.class), 1, Integer::sum);
    }
    System.exit(shares("gRPC", grpc, Map.of("a", 150, "b", 150)) & shares("Spring Cloud LoadBalancer", spring, Map.of("a", 200, "b", 100)) ? 0 : 1);
  }

  static boolean shares(String who, Map<String, Integer> seen, Map<String, Integer> expected) {
    System.out.printf("%-26s %s%s%n", who, seen, seen.equals(expected) ? "" : "   CHANGED: expected " + expected);
    return seen.equals(expected);
  }

  static int http(String name) throws IOException {
    HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", exchange -> {
      exchange.sendResponseHeaders(200, name.length());
      exchange.getResponseBody().write(name.getBytes());
      exchange.close();
    });
    server.start();
    return server.getAddress().getPort();
  }
}
JAVA
printf ".level=OFF\n" > quiet.properties
code=0; timeout 170 "${JAVA_HOME:+$JAVA_HOME/bin/}java" -Djava.util.logging.config.file=quiet.properties -Dlogging.level.root=OFF -Dspring.main.banner-mode=off -cp 'lib/*' Finding.java || code=$?
case $code in
  0) echo "still so" ;;
  124) echo "not run: it did not end in 170 s" >&2; exit 2 ;;
  *) echo "one-address-listed-twice: what was seen has changed" >&2; exit 1 ;;
esac

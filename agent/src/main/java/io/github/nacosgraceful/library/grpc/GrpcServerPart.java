package io.github.nacosgraceful.library.grpc;

import static io.github.nacosgraceful.weave.Value.NOTHING;
import static io.github.nacosgraceful.weave.Value.SELF;
import static io.github.nacosgraceful.weave.Value.argument;
import static io.github.nacosgraceful.weave.Value.field;

import io.github.nacosgraceful.bridge.Bridge;
import io.github.nacosgraceful.config.Option;
import io.github.nacosgraceful.member.Need;
import io.github.nacosgraceful.part.Core;
import io.github.nacosgraceful.part.LateOutcome;
import io.github.nacosgraceful.part.Part;
import io.github.nacosgraceful.thread.Scheduler;
import io.github.nacosgraceful.weave.Advice;
import io.github.nacosgraceful.weave.Hook;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/**
 * Where a server of grpc-java 1.20 and newer begins a call, and is done with it. The listener of a
 * call's stream is made when the service has taken the call; {@code closed} is "the final call on a
 * listener", also when the caller gave up or the connection broke. And where the metadata of its
 * answers goes to whatever transport it is. The Nacos client has a grpc-java of its own, under
 * other names.
 */
public final class GrpcServerPart extends Part {

  /** A service has taken a call. Self: the ServerCall. */
  private static final int BEGIN = Bridge.point("grpc-server.begin");

  /** A call is over. Self: the ServerCall. */
  private static final int END = Bridge.point("grpc-server.end");

  /** Metadata of an answer is about to be sent. Self: its stream; gives that to send. */
  private static final int METADATA = Bridge.point("grpc-server.metadata");

  /** A new server. */
  private static final int SERVER = Bridge.point("grpc-server.server");

  /** Spring's own server is stopped. Self: its lifecycle; the server, and how long it waits. */
  private static final int GRACE = Bridge.point("grpc-server.grace");

  private static final String LISTENER = "io.grpc.internal.ServerCallImpl$ServerStreamListenerImpl";

  private static final String STREAM = "io.grpc.internal.AbstractServerStream";

  /** Where a servlet container has gRPC's own services, which are not traffic. */
  private static final List<String> OWN_SERVICES =
      Collections.unmodifiableList(
          Arrays.asList(
              "/grpc.health.v1.Health",
              "/grpc.reflection.v1.ServerReflection",
              "/grpc.reflection.v1alpha.ServerReflection"));

  public GrpcServerPart() {
    super(Option.GRPC_SERVER);
  }

  @Override
  public List<Hook> hooks() {
    Hook end = Hook.on(LISTENER, "closed(Lio/grpc/Status;)V", Advice.of(END).enter(field("call")));
    List<Hook> hooks = new ArrayList<>();
    hooks.add(
        Hook.onConstructors(LISTENER, Advice.of(BEGIN).returned(argument(0), NOTHING))
            .endedBy(end));
    hooks.add(end);
    hooks.add(Hook.onConstructors(GrpcServers.SERVER, Advice.of(SERVER).returned(SELF, NOTHING)));
    // Whoever answers, be it gRPC itself. What stays in the process has another stream.
    hooks.addAll(
        Hook.oneOf(
            STREAM,
            Advice.of(METADATA).replaceArgument(0, SELF),
            "writeHeaders(Lio/grpc/Metadata;)V",
            "writeHeaders(Lio/grpc/Metadata;Z)V"));
    hooks.add(
        Hook.on(
            STREAM,
            "close(Lio/grpc/Status;Lio/grpc/Metadata;)V",
            Advice.of(METADATA).replaceArgument(1, SELF)));
    hooks.add(
        Hook.on(
            "org.springframework.grpc.server.lifecycle.GrpcServerLifecycle",
            "stopAndReleaseGrpcServer()V",
            Advice.of(GRACE).enter(SELF, field("server"), field("shutdownGracePeriod"))));
    return hooks;
  }

  @Override
  public void connect(Core core) {
    GrpcServerCalls calls = new GrpcServerCalls(core.traffic());
    Bridge.install(BEGIN, calls.onBegin());
    Bridge.install(END, calls.onEnd());
    Bridge.install(METADATA, new GrpcGoodbyes(core.traffic()));
    for (String service : OWN_SERVICES) {
      core.ignoredPaths().add(service);
    }
    GrpcServers servers = new GrpcServers(SERVER);
    Bridge.install(SERVER, servers.onBuilt());
    core.traffic().whenClosing(servers::closeConnections);
    Bridge.install(GRACE, new ShutdownGrace(core.drains()::waitedInVain, Scheduler.SYSTEM));
  }

  @Override
  public Set<String> servingClasses() {
    return Collections.singleton(LISTENER);
  }

  @Override
  public Set<String> lateTypes() {
    return Collections.singleton(GrpcServers.SERVER);
  }

  @Override
  public void arm(Object server, LateOutcome outcome) {
    Bridge.exit(SERVER, null, server, null);
  }

  @Override
  public List<Need> needs() {
    return Arrays.asList(
        Need.handles(LISTENER, GrpcServerHandles.MEMBERS),
        Need.handles(GrpcMetadata.METADATA, GrpcMetadata.MEMBERS),
        Need.method("io.grpc.internal.ServerTransport", "shutdown"),
        Need.method("io.grpc.Server", "shutdownNow"),
        Need.field(GrpcServers.SERVER, "lock"),
        Need.field(GrpcServers.SERVER, "transports"));
  }
}

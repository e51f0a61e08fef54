package io.github.nacosgraceful.library.grpc;

import static io.github.nacosgraceful.weave.Value.NOTHING;
import static io.github.nacosgraceful.weave.Value.SELF;
import static io.github.nacosgraceful.weave.Value.argument;
import static io.github.nacosgraceful.weave.Value.field;

import io.github.nacosgraceful.bridge.Bridge;
import io.github.nacosgraceful.config.Option;
import io.github.nacosgraceful.member.Need;
import io.github.nacosgraceful.member.Reflection;
import io.github.nacosgraceful.part.Core;
import io.github.nacosgraceful.part.LateOutcome;
import io.github.nacosgraceful.part.Part;
import io.github.nacosgraceful.weave.Advice;
import io.github.nacosgraceful.weave.Hook;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/**
 * Where net.devh's gRPC client 2.9 to 2.15 finds servers: {@code DiscoveryClientNameResolver}, one
 * per channel. It asks again when a heartbeat event comes, which Spring Cloud Alibaba no longer
 * publishes by itself since 2.2.10 and 2021.0.5, or when a connection is lost. And where the client
 * of grpc-java itself reads what a server says first.
 */
public final class GrpcClientPart extends Part {

  /** A resolver was built. Argument: the name of its service. */
  private static final int RESOLVER = Bridge.point("grpc-client.resolver");

  /** Instances are asked for. Self: the resolver. */
  private static final int RESOLVE = Bridge.point("grpc-client.resolve");

  /** Instances were found, since 2.13. Self: the resolver; returns the list to use. */
  private static final int DISCOVERED = Bridge.point("grpc-client.discovered");

  /** A call gets its first metadata. Self: the call; argument: the metadata. */
  private static final int ANSWER = Bridge.point("grpc-client.answer");

  public GrpcClientPart() {
    super(Option.GRPC_CLIENT);
  }

  @Override
  public List<Hook> hooks() {
    return Arrays.asList(
        Hook.onConstructors(GrpcHandles.RESOLVER, Advice.of(RESOLVER).returned(SELF, argument(0))),
        Hook.on(
            GrpcHandles.RESOLVER + "$Resolve",
            "run()V",
            Advice.of(RESOLVE).enter(field("this$0")).end(field("this$0"), NOTHING)),
        Hook.maybeOn(
            GrpcHandles.RESOLVER,
            "discoverServers()Ljava/util/List;",
            Advice.of(DISCOVERED).replaceResult(SELF, NOTHING)),
        Hook.on(
            GrpcAnswers.LISTENER,
            "headersRead(Lio/grpc/Metadata;)V",
            Advice.of(ANSWER).enter(field("this$0"), argument(0))));
  }

  @Override
  public void connect(Core core) {
    GrpcResolvers resolvers = new GrpcResolvers(core.services(), core.suspects(), core.dryRun());
    Bridge.install(RESOLVER, resolvers.onBuilt());
    Bridge.install(RESOLVE, resolvers.onResolve());
    if (core.settings().get(Option.SUSPECT)) {
      Bridge.install(DISCOVERED, resolvers.onDiscovered());
      if (core.settings().get(Option.GOODBYE)) {
        Bridge.install(ANSWER, new GrpcAnswers(core.services(), core.suspects()));
      }
    }
  }

  @Override
  public Set<String> lateTypes() {
    return Collections.singleton(GrpcHandles.RESOLVER);
  }

  @Override
  public void arm(Object resolver, LateOutcome outcome) throws Throwable {
    Bridge.exit(RESOLVER, null, resolver, Reflection.get(resolver, "name"));
    outcome.guarded();
  }

  @Override
  public List<Need> needs() {
    return Arrays.asList(
        Need.handles(GrpcHandles.RESOLVER, GrpcHandles.MEMBERS),
        Need.field(GrpcHandles.RESOLVER, "name"),
        Need.handles(GrpcAnswers.LISTENER, GrpcAnswers.MEMBERS),
        Need.handles("org.springframework.cloud.client.ServiceInstance", GrpcInstances.MEMBERS));
  }
}

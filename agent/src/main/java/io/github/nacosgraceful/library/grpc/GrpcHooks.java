package io.github.nacosgraceful.library.grpc;

import static io.github.nacosgraceful.weave.Value.NOTHING;
import static io.github.nacosgraceful.weave.Value.SELF;
import static io.github.nacosgraceful.weave.Value.argument;
import static io.github.nacosgraceful.weave.Value.field;

import io.github.nacosgraceful.bridge.Bridge;
import io.github.nacosgraceful.config.Option;
import io.github.nacosgraceful.weave.Advice;
import io.github.nacosgraceful.weave.Hook;
import java.util.Arrays;
import java.util.List;

/**
 * Where net.devh's gRPC client 2.9 to 2.15 finds servers: {@code DiscoveryClientNameResolver}, one
 * per channel. It asks again when a heartbeat event comes, which Spring Cloud Alibaba no longer
 * publishes by itself since 2.2.10 and 2021.0.5, or when a connection is lost.
 */
public final class GrpcHooks {

  public static final String RESOLVER =
      "net.devh.boot.grpc.client.nameresolver.DiscoveryClientNameResolver";

  private GrpcHooks() {}

  public static List<Hook> hooks() {
    return Arrays.asList(
        Hook.onConstructors(
            Option.GRPC_CLIENT,
            RESOLVER,
            Advice.of(Bridge.GRPC_RESOLVER).returned(SELF, argument(0))),
        Hook.on(
            Option.GRPC_CLIENT,
            RESOLVER + "$Resolve",
            "run()V",
            Advice.of(Bridge.GRPC_RESOLVE).enter(field("this$0")).end(field("this$0"), NOTHING)));
  }
}

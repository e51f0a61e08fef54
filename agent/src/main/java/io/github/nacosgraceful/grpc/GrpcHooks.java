package io.github.nacosgraceful.grpc;

import io.github.nacosgraceful.bridge.Bridge;
import io.github.nacosgraceful.config.Option;
import io.github.nacosgraceful.hook.Hook;
import java.util.Arrays;
import java.util.List;
import net.bytebuddy.asm.Advice;

/**
 * Where net.devh's gRPC client 2.9 to 2.15 finds servers: {@code DiscoveryClientNameResolver}, one
 * per channel. It asks again when a heartbeat event comes, which Spring Cloud Alibaba no longer
 * publishes by itself since 2.2.10 and 2021.0.5, or when a connection is lost.
 */
public final class GrpcHooks {

  static final String RESOLVER =
      "net.devh.boot.grpc.client.nameresolver.DiscoveryClientNameResolver";

  private GrpcHooks() {}

  public static List<Hook> hooks() {
    return Arrays.asList(
        Hook.onConstructors(Option.GRPC_CLIENT, RESOLVER, Hook.advice(GrpcHooks.class, "Built")),
        Hook.on(
            Option.GRPC_CLIENT,
            RESOLVER + "$Resolve",
            "run()V",
            Hook.advice(GrpcHooks.class, "Resolve")));
  }

  /** Inlined at the end of the constructor. */
  public static final class Built {
    @Advice.OnMethodExit(suppress = Throwable.class)
    public static void exit(@Advice.This Object self, @Advice.Argument(0) Object service) {
      Bridge.exit(Bridge.GRPC_RESOLVER, null, self, service);
    }
  }

  /** Inlined around asking for the instances. */
  public static final class Resolve {
    @Advice.OnMethodEnter(suppress = Throwable.class)
    public static Object enter(@Advice.FieldValue("this$0") Object resolver) {
      return Bridge.enter(Bridge.GRPC_RESOLVE, resolver, null, null, null);
    }

    @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
    public static void exit(
        @Advice.FieldValue("this$0") Object resolver, @Advice.Enter Object entered) {
      Bridge.exit(Bridge.GRPC_RESOLVE, entered, resolver, null);
    }
  }
}

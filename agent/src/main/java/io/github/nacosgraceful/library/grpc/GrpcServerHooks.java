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
 * Where a server of grpc-java 1.20 and newer begins a call, and is done with it. The listener of a
 * call's stream is made when the service has taken the call; {@code closed} is "the final call on a
 * listener", also when the caller gave up or the connection broke. The Nacos client has a grpc-java
 * of its own, under other names.
 */
public final class GrpcServerHooks {

  /** On the stack of a thread that serves a call. */
  public static final String LISTENER = "io.grpc.internal.ServerCallImpl$ServerStreamListenerImpl";

  private GrpcServerHooks() {}

  public static List<Hook> hooks() {
    return Arrays.asList(
        Hook.onConstructors(
            Option.GRPC_SERVER,
            LISTENER,
            Advice.of(Bridge.GRPC_CALL_BEGIN).returned(argument(0), NOTHING)),
        Hook.on(
            Option.GRPC_SERVER,
            LISTENER,
            "closed(Lio/grpc/Status;)V",
            Advice.of(Bridge.GRPC_CALL_END).enter(field("call"))),
        Hook.onConstructors(
            Option.GRPC_SERVER,
            GrpcServers.SERVER,
            Advice.of(Bridge.GRPC_SERVER).returned(SELF, NOTHING)));
  }
}

package io.github.nacosgraceful.library.dubbo;

import static io.github.nacosgraceful.weave.Value.NOTHING;
import static io.github.nacosgraceful.weave.Value.SELF;
import static io.github.nacosgraceful.weave.Value.argument;

import io.github.nacosgraceful.bridge.Bridge;
import io.github.nacosgraceful.config.Option;
import io.github.nacosgraceful.weave.Advice;
import io.github.nacosgraceful.weave.Hook;
import java.util.Arrays;
import java.util.List;

/**
 * Where Dubbo 2.7.3 and newer call a service, whatever the protocol: {@code AbstractProxyInvoker}.
 * Its result is complete when the service has answered. A stream of triple, since 3.0, goes on
 * until the observer that the service was given is completed, which is one method for success and
 * failure; Dubbo 3.3 has another observer.
 */
public final class DubboHooks {

  /** On the stack of every thread that serves a call. */
  public static final String INVOKER = "org.apache.dubbo.rpc.proxy.AbstractProxyInvoker";

  static final String OBSERVER =
      "org.apache.dubbo.remoting.http12.AbstractServerHttpChannelObserver";

  static final String OBSERVER_BEFORE_33 =
      "org.apache.dubbo.rpc.protocol.tri.observer.ServerCallToObserverAdapter";

  private DubboHooks() {}

  public static List<Hook> hooks() {
    Advice streamEnd = Advice.of(Bridge.DUBBO_STREAM_END).end(SELF, NOTHING);
    return Arrays.asList(
        Hook.on(
            Option.DUBBO,
            INVOKER,
            "invoke(Lorg/apache/dubbo/rpc/Invocation;)Lorg/apache/dubbo/rpc/Result;",
            Advice.of(Bridge.DUBBO_CALL).enter(SELF, argument(0)).leave(SELF, NOTHING)),
        Hook.maybeOn(
            Option.DUBBO,
            OBSERVER_BEFORE_33,
            "onCompleted(Lorg/apache/dubbo/rpc/TriRpcStatus;)V",
            streamEnd),
        Hook.maybeOn(Option.DUBBO, OBSERVER, "onCompleted(Ljava/lang/Throwable;)V", streamEnd));
  }
}

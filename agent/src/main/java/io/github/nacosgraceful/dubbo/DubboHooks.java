package io.github.nacosgraceful.dubbo;

import static io.github.nacosgraceful.hook.Value.SELF;

import io.github.nacosgraceful.bridge.Bridge;
import io.github.nacosgraceful.config.Option;
import io.github.nacosgraceful.hook.Advice;
import io.github.nacosgraceful.hook.Hook;
import io.github.nacosgraceful.hook.Value;
import java.util.Collections;
import java.util.List;

/**
 * Where Dubbo 2.7.3 and newer call a service, whatever the protocol: {@code AbstractProxyInvoker}.
 * Its result is complete when the service has answered.
 */
public final class DubboHooks {

  /** On the stack of every thread that serves a call. */
  public static final String INVOKER = "org.apache.dubbo.rpc.proxy.AbstractProxyInvoker";

  private DubboHooks() {}

  public static List<Hook> hooks() {
    return Collections.singletonList(
        Hook.on(
            Option.DUBBO,
            INVOKER,
            "invoke(Lorg/apache/dubbo/rpc/Invocation;)Lorg/apache/dubbo/rpc/Result;",
            Advice.of(Bridge.DUBBO_CALL).enter(SELF).leave(SELF, Value.NOTHING)));
  }
}

package io.github.nacosgraceful.library.dubbo;

import static io.github.nacosgraceful.weave.Value.NOTHING;
import static io.github.nacosgraceful.weave.Value.SELF;
import static io.github.nacosgraceful.weave.Value.argument;

import io.github.nacosgraceful.bridge.Bridge;
import io.github.nacosgraceful.config.Option;
import io.github.nacosgraceful.member.Need;
import io.github.nacosgraceful.part.Core;
import io.github.nacosgraceful.part.Part;
import io.github.nacosgraceful.weave.Advice;
import io.github.nacosgraceful.weave.Hook;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/**
 * Where Dubbo 2.7.3 and newer call a service, whatever the protocol: {@code AbstractProxyInvoker}.
 * Its result is complete when the service has answered. A stream of triple, since 3.0, goes on
 * until the observer that the service was given is completed, which is one method for success and
 * failure; Dubbo 3.3 has another observer.
 */
public final class DubboPart extends Part {

  /** A service is called. Self: its invoker; argument: Invocation; the result is left as it is. */
  private static final int CALL = Bridge.point("dubbo.call");

  /** A service has completed or failed what it answers with. Self: the observer. */
  private static final int STREAM_END = Bridge.point("dubbo.stream-end");

  private static final String INVOKER = "org.apache.dubbo.rpc.proxy.AbstractProxyInvoker";
  private static final String HTTP = "org.apache.dubbo.remoting.http12.";
  private static final String CHANNEL = "io.netty.channel.Channel";

  public DubboPart() {
    super(Option.DUBBO);
  }

  @Override
  public List<Hook> hooks() {
    Advice streamEnd = Advice.of(STREAM_END).end(SELF, NOTHING);
    return Arrays.asList(
        Hook.on(
            INVOKER,
            "invoke(Lorg/apache/dubbo/rpc/Invocation;)Lorg/apache/dubbo/rpc/Result;",
            Advice.of(CALL).enter(SELF, argument(0)).leave(SELF, NOTHING)),
        Hook.maybeOn(
            TripleHandles.OBSERVER_BEFORE_33,
            "onCompleted(Lorg/apache/dubbo/rpc/TriRpcStatus;)V",
            streamEnd),
        Hook.maybeOn(TripleHandles.OBSERVER, "onCompleted(Ljava/lang/Throwable;)V", streamEnd));
  }

  @Override
  public void connect(Core core) {
    DubboStreams streams = new DubboStreams(core.traffic(), STREAM_END);
    DubboCalls calls = new DubboCalls(core.traffic(), streams);
    Bridge.install(CALL, calls.onCall());
    Bridge.install(STREAM_END, streams.onCompleted());
  }

  @Override
  public Set<String> servingClasses() {
    return Collections.singleton(INVOKER);
  }

  @Override
  public List<Need> needs() {
    return Arrays.asList(
        Need.handles(INVOKER, DubboHandles.MEMBERS),
        Need.handles(TripleHandles.OBSERVER_BEFORE_33, TripleHandles.MEMBERS),
        Need.fieldOf("org.apache.dubbo.rpc.protocol.tri.stream.TripleServerStream", CHANNEL),
        Need.handles(HTTP + "h2.Http2ServerChannelObserver", TripleHandles.MEMBERS),
        Need.fieldOf(HTTP + "h2.Http2ChannelDelegate", HTTP + "HttpChannel"),
        Need.fieldOf(HTTP + "netty4.h2.NettyH2StreamChannel", CHANNEL));
  }
}

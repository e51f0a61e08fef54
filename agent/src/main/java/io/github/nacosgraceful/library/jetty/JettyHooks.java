package io.github.nacosgraceful.library.jetty;

import static io.github.nacosgraceful.weave.Value.NOTHING;
import static io.github.nacosgraceful.weave.Value.SELF;
import static io.github.nacosgraceful.weave.Value.argument;
import static io.github.nacosgraceful.weave.Value.field;

import io.github.nacosgraceful.bridge.Bridge;
import io.github.nacosgraceful.config.Option;
import io.github.nacosgraceful.weave.Advice;
import io.github.nacosgraceful.weave.Hook;
import io.github.nacosgraceful.weave.Value;
import java.util.Arrays;
import java.util.List;

/**
 * Where Jetty begins a request, sends the head of its response, and is done with it: {@code
 * HttpChannel} in 9.4 to 11, {@code HttpChannelState} in 12. Both serve HTTP/1.1 and HTTP/2, and
 * asynchronous requests end there too.
 *
 * <p>Until 11, an asynchronous request whose client has left is aborted when the next write fails,
 * and often never completed: Spring leaves that to the container, and without a timeout nobody does
 * it. In 12 "the only place the stream is succeeded or failed" is {@code completeStream}, of an
 * inner class until 12.0.x and of the channel itself since 12.1.
 *
 * <p>From 10 on, the channel of HTTP/1.1 begins what turns its connection into one of HTTP/2, and
 * then forgets it. A request of HTTP/2 has a channel of its own until 11, and a stream since 12,
 * which know the connection.
 */
public final class JettyHooks {

  /** On the stack of every thread that serves a request. */
  public static final String SERVER = "org.eclipse.jetty.server.Server";

  static final String CHANNEL = "org.eclipse.jetty.server.HttpChannel";
  static final String CHANNEL_12 = "org.eclipse.jetty.server.internal.HttpChannelState";

  static final String HTTP2_STREAM_12 =
      "org.eclipse.jetty.http2.server.internal.HttpStreamOverHTTP2";
  static final String HTTP2_CHANNEL = "org.eclipse.jetty.http2.server.HttpChannelOverHTTP2";

  private static final String ON_HEADERS =
      "onRequest(Lorg/eclipse/jetty/http2/frames/HeadersFrame;)Ljava/lang/Runnable;";

  private static final String COMPLETE_STREAM =
      "completeStream(Lorg/eclipse/jetty/server/HttpStream;Ljava/lang/Throwable;)V";

  private static final Advice BEGIN = Advice.of(Bridge.JETTY_BEGIN).returned(SELF, NOTHING);
  private static final Advice END = Advice.of(Bridge.JETTY_END).enter(SELF);
  private static final Advice STREAM = Advice.of(Bridge.JETTY_STREAM).enter(SELF, argument(0));

  private JettyHooks() {}

  public static List<Hook> hooks() {
    return Arrays.asList(
        Hook.maybeOn(
            Option.JETTY, CHANNEL, "onRequest(Lorg/eclipse/jetty/http/MetaData$Request;)V", BEGIN),
        Hook.maybeOn(
            Option.JETTY,
            CHANNEL,
            "commit(Lorg/eclipse/jetty/http/MetaData$Response;)V",
            Advice.of(Bridge.JETTY_COMMIT).returned(SELF, NOTHING)),
        Hook.maybeOn(Option.JETTY, CHANNEL, "onCompleted()V", END),
        Hook.maybeOn(
            Option.JETTY,
            CHANNEL,
            "abort(Ljava/lang/Throwable;)V",
            Advice.of(Bridge.JETTY_ABORT).enter(SELF)),
        Hook.on(
            Option.JETTY,
            CHANNEL_12,
            "onRequest(Lorg/eclipse/jetty/http/MetaData$Request;)Ljava/lang/Runnable;",
            BEGIN),
        Hook.on(
            Option.JETTY,
            CHANNEL_12 + "$ChannelResponse",
            "lockedPrepareResponse(Lorg/eclipse/jetty/server/internal/HttpChannelState;Z)"
                + "Lorg/eclipse/jetty/http/MetaData$Response;",
            Advice.of(Bridge.JETTY_COMMIT).returned(argument(0), NOTHING)),
        Hook.maybeOn(
            Option.JETTY,
            CHANNEL_12 + "$HandlerInvoker",
            COMPLETE_STREAM,
            Advice.of(Bridge.JETTY_END).enter(field("this$0"))),
        Hook.maybeOn(Option.JETTY, CHANNEL_12, COMPLETE_STREAM, END),
        Hook.on(Option.JETTY, CHANNEL + "OverHttp", "upgrade()Z", upgrade(SELF)),
        Hook.on(
            Option.JETTY,
            "org.eclipse.jetty.server.internal.HttpConnection",
            "upgrade(Lorg/eclipse/jetty/server/internal/HttpConnection$HttpStreamOverHTTP1;)Z",
            upgrade(field("_httpChannel"))),
        Hook.on(Option.JETTY, HTTP2_CHANNEL, ON_HEADERS, STREAM),
        Hook.on(Option.JETTY, HTTP2_STREAM_12, ON_HEADERS, STREAM));
  }

  private static Advice upgrade(Value channel) {
    return Advice.of(Bridge.JETTY_UPGRADE).enter(channel).end(channel, NOTHING);
  }
}

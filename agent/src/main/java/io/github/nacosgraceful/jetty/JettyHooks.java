package io.github.nacosgraceful.jetty;

import static io.github.nacosgraceful.hook.Value.NOTHING;
import static io.github.nacosgraceful.hook.Value.SELF;
import static io.github.nacosgraceful.hook.Value.argument;
import static io.github.nacosgraceful.hook.Value.field;

import io.github.nacosgraceful.bridge.Bridge;
import io.github.nacosgraceful.config.Option;
import io.github.nacosgraceful.hook.Advice;
import io.github.nacosgraceful.hook.Hook;
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
 */
public final class JettyHooks {

  /** On the stack of every thread that serves a request. */
  public static final String SERVER = "org.eclipse.jetty.server.Server";

  static final String CHANNEL = "org.eclipse.jetty.server.HttpChannel";
  static final String CHANNEL_12 = "org.eclipse.jetty.server.internal.HttpChannelState";

  private static final String COMPLETE_STREAM =
      "completeStream(Lorg/eclipse/jetty/server/HttpStream;Ljava/lang/Throwable;)V";

  private static final Advice BEGIN = Advice.of(Bridge.JETTY_BEGIN).returned(SELF, NOTHING);
  private static final Advice END = Advice.of(Bridge.JETTY_END).enter(SELF);

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
        Hook.maybeOn(Option.JETTY, CHANNEL_12, COMPLETE_STREAM, END));
  }
}

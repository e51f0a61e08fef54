package io.github.nacosgraceful.library.jetty;

import static io.github.nacosgraceful.library.jetty.JettyHandles.CHANNEL;
import static io.github.nacosgraceful.library.jetty.JettyHandles.CHANNEL_12;
import static io.github.nacosgraceful.weave.Value.NOTHING;
import static io.github.nacosgraceful.weave.Value.SELF;
import static io.github.nacosgraceful.weave.Value.argument;
import static io.github.nacosgraceful.weave.Value.field;

import io.github.nacosgraceful.bridge.Bridge;
import io.github.nacosgraceful.config.Option;
import io.github.nacosgraceful.library.websocket.WebSocketHooks;
import io.github.nacosgraceful.member.Need;
import io.github.nacosgraceful.part.Core;
import io.github.nacosgraceful.part.Part;
import io.github.nacosgraceful.traffic.GoodbyeHeader;
import io.github.nacosgraceful.weave.Advice;
import io.github.nacosgraceful.weave.Hook;
import io.github.nacosgraceful.weave.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Where Jetty begins a request, sends the head of its response, and is done with it: {@code
 * HttpChannel} in 9.4 to 11, {@code HttpChannelState} in 12. Both serve HTTP/1.1 and HTTP/2, and
 * asynchronous requests end there too.
 */
public final class JettyPart extends Part {

  /** A request has come in. Self: its channel. */
  private static final int BEGIN = Bridge.point("jetty.begin");

  /** The head of a response is sent. First: its fields, since 12; at the end: its channel. */
  private static final int COMMIT = Bridge.point("jetty.commit");

  /** The head of a response is put together, until 11. Self: the response. */
  private static final int ANSWER = Bridge.point("jetty.answer");

  /** A request is over. Self: its channel. */
  private static final int END = Bridge.point("jetty.end");

  /** A request is given up. Self: its channel. */
  private static final int ABORT = Bridge.point("jetty.abort");

  /** A request of HTTP/2 has come in. Self: its channel or stream; argument: its headers. */
  private static final int STREAM = Bridge.point("jetty.stream");

  /** A request may turn its connection into one of HTTP/2. Self: its channel. */
  private static final int UPGRADE = Bridge.point("jetty.upgrade");

  private static final String SERVER = "org.eclipse.jetty.server.Server";

  private static final String ON_HEADERS =
      "onRequest(Lorg/eclipse/jetty/http2/frames/HeadersFrame;)Ljava/lang/Runnable;";

  private static final String COMPLETE_STREAM =
      "completeStream(Lorg/eclipse/jetty/server/HttpStream;Ljava/lang/Throwable;)V";

  public JettyPart() {
    super(Option.JETTY);
  }

  @Override
  public List<Hook> hooks() {
    List<Hook> hooks = new ArrayList<>();
    hooks.addAll(untilJetty11());
    hooks.addAll(sinceJetty12());
    hooks.addAll(http2());
    hooks.addAll(WebSocketHooks.ofJetty());
    return hooks;
  }

  /**
   * An asynchronous request whose client has left is aborted when the next write fails, and often
   * never completed: Spring leaves that to the container, and without a timeout nobody does it.
   */
  private static List<Hook> untilJetty11() {
    Hook end = Hook.maybeOn(CHANNEL, "onCompleted()V", Advice.of(END).enter(SELF));
    return Arrays.asList(
        Hook.maybeOn(
                CHANNEL,
                "onRequest(Lorg/eclipse/jetty/http/MetaData$Request;)V",
                Advice.of(BEGIN).returned(SELF, NOTHING))
            .endedBy(end),
        Hook.maybeOn(
            CHANNEL,
            "commit(Lorg/eclipse/jetty/http/MetaData$Response;)V",
            Advice.of(COMMIT).returned(SELF, NOTHING)),
        // Until 9.4 a head that is sent shares the fields of its response; since 10 it has a copy.
        Hook.maybeOn(
            AnswerHeaders.RESPONSE,
            "newResponseMetaData()Lorg/eclipse/jetty/http/MetaData$Response;",
            Advice.of(ANSWER).enter(SELF)),
        end,
        Hook.maybeOn(CHANNEL, "abort(Ljava/lang/Throwable;)V", Advice.of(ABORT).enter(SELF)));
  }

  /**
   * "The only place the stream is succeeded or failed" is {@code completeStream}, of an inner class
   * until 12.0.29 and of the channel itself since 12.0.30.
   */
  private static List<Hook> sinceJetty12() {
    Hook endUntil120 =
        Hook.maybeOn(
            CHANNEL_12 + "$HandlerInvoker", COMPLETE_STREAM, Advice.of(END).enter(field("this$0")));
    Hook end = Hook.maybeOn(CHANNEL_12, COMPLETE_STREAM, Advice.of(END).enter(SELF));
    return Arrays.asList(
        Hook.on(
                CHANNEL_12,
                "onRequest(Lorg/eclipse/jetty/http/MetaData$Request;)Ljava/lang/Runnable;",
                Advice.of(BEGIN).returned(SELF, NOTHING))
            .endedBy(end, endUntil120),
        Hook.on(
            CHANNEL_12 + "$ChannelResponse",
            "lockedPrepareResponse(Lorg/eclipse/jetty/server/internal/HttpChannelState;Z)"
                + "Lorg/eclipse/jetty/http/MetaData$Response;",
            Advice.of(COMMIT).enter(field("_httpFields")).returned(argument(0), NOTHING)),
        endUntil120,
        end);
  }

  /**
   * From 10 on, the channel of HTTP/1.1 begins what turns its connection into one of HTTP/2, and
   * then forgets it. A request of HTTP/2 has a channel of its own until 11, and a stream since 12,
   * which know the connection.
   */
  private static List<Hook> http2() {
    Advice stream = Advice.of(STREAM).enter(SELF, argument(0));
    return Arrays.asList(
        Hook.on(CHANNEL + "OverHttp", "upgrade()Z", upgrade(SELF)),
        Hook.on(
            "org.eclipse.jetty.server.internal.HttpConnection",
            "upgrade(Lorg/eclipse/jetty/server/internal/HttpConnection$HttpStreamOverHTTP1;)Z",
            upgrade(field("_httpChannel"))),
        Hook.on(Http2Handles.CHANNEL, ON_HEADERS, stream),
        Hook.on(Http2Handles.STREAM_12, ON_HEADERS, stream));
  }

  private static Advice upgrade(Value channel) {
    return Advice.of(UPGRADE).enter(channel).end(channel, NOTHING);
  }

  @Override
  public void connect(Core core) {
    JettyRequests requests = new JettyRequests(core.traffic(), core.ignoredPaths());
    Bridge.install(BEGIN, requests.onBegin());
    Bridge.install(COMMIT, requests.onCommit());
    Bridge.install(ANSWER, new GoodbyeHeader(core.traffic(), AnswerHeaders.MEMBERS));
    Bridge.install(END, requests.onEnd());
    Bridge.install(ABORT, requests.onAbort());
    Bridge.install(STREAM, requests.onStream());
    Bridge.install(UPGRADE, requests.onUpgrade());
    WebSocketHooks.connect(core);
  }

  @Override
  public Set<String> servingClasses() {
    return new HashSet<>(Arrays.asList(SERVER, SPRING_CALLABLE));
  }

  @Override
  public List<Need> needs() {
    List<Need> needs = new ArrayList<>(WebSocketHooks.needsOfJetty());
    needs.addAll(
        Arrays.asList(
            Need.handles(CHANNEL + "OverHttp", JettyChannels.MEMBERS),
            Need.handles(CHANNEL_12, JettyChannels.MEMBERS),
            Need.handles(CHANNEL + "OverHttp", AnswerHeaders.MEMBERS),
            Need.handles(AnswerHeaders.FIELDS_12, AnswerHeaders.MEMBERS),
            Need.handles(Http2Handles.CHANNEL, Http2Handles.MEMBERS),
            Need.handles(Http2Handles.STREAM_12, Http2Handles.MEMBERS)));
    return needs;
  }
}

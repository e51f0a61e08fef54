package io.github.nacosgraceful.library.tomcat;

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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Where Tomcat 8.5 to 11 hands a request to the servlets, {@code CoyoteAdapter}. The signatures
 * name no servlet type, so javax and jakarta are the same here, and HTTP/2 streams pass through the
 * adapter as well. A stream of HTTP/2 has a processor of its own, which knows the connection.
 */
public final class TomcatPart extends Part {

  /** A request is served. Argument: the connector's Request. */
  private static final int SERVICE = Bridge.point("tomcat.service");

  /** An asynchronous request goes on. Argument: the connector's Request. */
  private static final int ASYNC = Bridge.point("tomcat.async");

  /** The head of a response is about to be sent. Self: the connector's Response. */
  private static final int COMMIT = Bridge.point("tomcat.commit");

  /** The head of an answer is about to be written. Self: its processor. */
  private static final int ANSWER = Bridge.point("tomcat.answer");

  /** A request of HTTP/2 is served. Self: its connection; argument: its stream. */
  private static final int STREAM = Bridge.point("tomcat.stream");

  private static final String ADAPTER = "org.apache.catalina.connector.CoyoteAdapter";

  /** {@code AsyncContext.start}. */
  private static final String ASYNC_WORK =
      "org.apache.catalina.core.AsyncContextImpl$RunnableWrapper";

  private static final String STREAM_PROCESSOR = "org.apache.coyote.http2.StreamProcessor";

  private static final String PREPARE_RESPONSE = "prepareResponse()V";

  public TomcatPart() {
    super(Option.TOMCAT);
  }

  @Override
  public List<Hook> hooks() {
    List<Hook> hooks = new ArrayList<>();
    hooks.add(
        Hook.on(
            ADAPTER,
            "service(Lorg/apache/coyote/Request;Lorg/apache/coyote/Response;)V",
            Advice.of(SERVICE).enter(SELF, argument(0), argument(1)).end(SELF, argument(0))));
    hooks.add(
        Hook.on(
            ADAPTER,
            "asyncDispatch(Lorg/apache/coyote/Request;Lorg/apache/coyote/Response;"
                + "Lorg/apache/tomcat/util/net/SocketEvent;)Z",
            Advice.of(ASYNC).enter(SELF, argument(0)).end(SELF, argument(0))));
    hooks.add(
        Hook.on(
            "org.apache.coyote.Response",
            "setCommitted(Z)V",
            Advice.of(COMMIT).enter(SELF, field("contentType"))));
    hooks.add(
        Hook.maybeOn(
            STREAM_PROCESSOR,
            "process(Lorg/apache/tomcat/util/net/SocketEvent;)V",
            Advice.of(STREAM).enter(field("handler"), field("stream"))));
    // Committed is too late: HTTP/1.1 has written the head by then.
    Advice answer = Advice.of(ANSWER).enter(SELF);
    hooks.add(Hook.on(AnswerHeaders.HTTP_1, PREPARE_RESPONSE, answer));
    hooks.add(Hook.on("org.apache.coyote.ajp.AjpProcessor", PREPARE_RESPONSE, answer));
    hooks.add(Hook.maybeOn(STREAM_PROCESSOR, PREPARE_RESPONSE, answer));
    hooks.addAll(WebSocketHooks.ofTomcat());
    return hooks;
  }

  @Override
  public void connect(Core core) {
    TomcatRequests requests = new TomcatRequests(core.traffic(), core.ignoredPaths());
    Bridge.install(SERVICE, requests.onService());
    Bridge.install(ASYNC, requests.onAsync());
    Bridge.install(COMMIT, requests.onCommit());
    Bridge.install(STREAM, requests.onStream());
    Bridge.install(ANSWER, new GoodbyeHeader(core.traffic(), AnswerHeaders.MEMBERS));
    WebSocketHooks.connect(core);
  }

  @Override
  public Set<String> servingClasses() {
    return new HashSet<>(Arrays.asList(ADAPTER, ASYNC_WORK, SPRING_CALLABLE));
  }

  @Override
  public List<Need> needs() {
    List<Need> needs = new ArrayList<>(WebSocketHooks.needsOfTomcat());
    needs.addAll(
        Arrays.asList(
            Need.handles(ADAPTER, TomcatHandles.MEMBERS),
            Need.handles(AnswerHeaders.HTTP_1, AnswerHeaders.MEMBERS),
            Need.handles(STREAM_PROCESSOR, Http2Handles.MEMBERS)));
    return needs;
  }
}

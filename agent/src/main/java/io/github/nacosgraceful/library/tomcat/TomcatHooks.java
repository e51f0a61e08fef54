package io.github.nacosgraceful.library.tomcat;

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
 * Where Tomcat 8.5 to 11 hands a request to the servlets, {@code CoyoteAdapter}, and where it stops
 * a web application. The signatures name no servlet type, so javax and jakarta are the same here,
 * and HTTP/2 streams pass through the adapter as well. A stream of HTTP/2 has a processor of its
 * own, which knows the connection.
 */
public final class TomcatHooks {

  /** On the stack of every thread that serves a request. */
  public static final String ADAPTER = "org.apache.catalina.connector.CoyoteAdapter";

  private static final String LIFECYCLE = "org.apache.catalina.util.LifecycleBase";

  /** Before it stops: then it still serves. */
  private static final Advice STOP = Advice.of(Bridge.TOMCAT_STOP).enter(SELF);

  private TomcatHooks() {}

  public static List<Hook> hooks() {
    return Arrays.asList(
        Hook.on(
            Option.TOMCAT,
            ADAPTER,
            "service(Lorg/apache/coyote/Request;Lorg/apache/coyote/Response;)V",
            Advice.of(Bridge.TOMCAT_SERVICE)
                .enter(SELF, argument(0), argument(1))
                .end(SELF, argument(0))),
        Hook.on(
            Option.TOMCAT,
            ADAPTER,
            "asyncDispatch(Lorg/apache/coyote/Request;Lorg/apache/coyote/Response;"
                + "Lorg/apache/tomcat/util/net/SocketEvent;)Z",
            Advice.of(Bridge.TOMCAT_ASYNC).enter(SELF, argument(0)).end(SELF, argument(0))),
        Hook.on(
            Option.TOMCAT,
            "org.apache.coyote.Response",
            "setCommitted(Z)V",
            Advice.of(Bridge.TOMCAT_COMMIT).enter(SELF, field("contentType"))),
        Hook.maybeOn(
            Option.TOMCAT,
            "org.apache.coyote.http2.StreamProcessor",
            "process(Lorg/apache/tomcat/util/net/SocketEvent;)V",
            Advice.of(Bridge.TOMCAT_STREAM).enter(field("handler"), field("stream"))),
        Hook.on(Option.CONTEXTS, LIFECYCLE, "stop()V", STOP),
        Hook.on(Option.CONTEXTS, StoppedApplications.CONTEXT, "reload()V", STOP));
  }
}

package io.github.nacosgraceful.tomcat;

import io.github.nacosgraceful.bridge.Bridge;
import io.github.nacosgraceful.config.Option;
import io.github.nacosgraceful.hook.Hook;
import java.util.Arrays;
import java.util.List;
import net.bytebuddy.asm.Advice;

/**
 * Where Tomcat 8.5 to 11 hands a request to the servlets: {@code CoyoteAdapter}. Its signatures
 * name no servlet type, so javax and jakarta are the same here, and HTTP/2 streams pass through it
 * as well.
 */
public final class TomcatHooks {

  /** On the stack of every thread that serves a request. */
  public static final String ADAPTER = "org.apache.catalina.connector.CoyoteAdapter";

  private TomcatHooks() {}

  public static List<Hook> hooks() {
    return Arrays.asList(
        Hook.on(
            Option.TOMCAT,
            ADAPTER,
            "service(Lorg/apache/coyote/Request;Lorg/apache/coyote/Response;)V",
            Hook.advice(TomcatHooks.class, "Service")),
        Hook.on(
            Option.TOMCAT,
            ADAPTER,
            "asyncDispatch(Lorg/apache/coyote/Request;Lorg/apache/coyote/Response;"
                + "Lorg/apache/tomcat/util/net/SocketEvent;)Z",
            Hook.advice(TomcatHooks.class, "AsyncDispatch")));
  }

  /** Inlined around the first pass of a request. */
  public static final class Service {
    @Advice.OnMethodEnter(suppress = Throwable.class)
    public static Object enter(@Advice.This Object self, @Advice.Argument(0) Object request) {
      return Bridge.enter(Bridge.TOMCAT_SERVICE, self, request, null, null);
    }

    @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
    public static void exit(
        @Advice.This Object self,
        @Advice.Argument(0) Object request,
        @Advice.Enter Object entered) {
      Bridge.exit(Bridge.TOMCAT_SERVICE, entered, self, request);
    }
  }

  /** Inlined around each later pass of an asynchronous one. */
  public static final class AsyncDispatch {
    @Advice.OnMethodEnter(suppress = Throwable.class)
    public static Object enter(@Advice.This Object self, @Advice.Argument(0) Object request) {
      return Bridge.enter(Bridge.TOMCAT_ASYNC, self, request, null, null);
    }

    @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
    public static void exit(
        @Advice.This Object self,
        @Advice.Argument(0) Object request,
        @Advice.Enter Object entered) {
      Bridge.exit(Bridge.TOMCAT_ASYNC, entered, self, request);
    }
  }
}

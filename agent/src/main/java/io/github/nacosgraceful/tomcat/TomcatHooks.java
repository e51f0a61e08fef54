package io.github.nacosgraceful.tomcat;

import io.github.nacosgraceful.bridge.Bridge;
import io.github.nacosgraceful.config.Option;
import io.github.nacosgraceful.hook.Hook;
import java.util.Arrays;
import java.util.List;
import net.bytebuddy.asm.Advice;

/**
 * Where Tomcat 8.5 to 11 hands a request to the servlets, {@code CoyoteAdapter}, and where it stops
 * a web application. The signatures name no servlet type, so javax and jakarta are the same here,
 * and HTTP/2 streams pass through the adapter as well.
 */
public final class TomcatHooks {

  /** On the stack of every thread that serves a request. */
  public static final String ADAPTER = "org.apache.catalina.connector.CoyoteAdapter";

  private static final String LIFECYCLE = "org.apache.catalina.util.LifecycleBase";
  private static final String STOP = Hook.advice(TomcatHooks.class, "Stop");

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
            Hook.advice(TomcatHooks.class, "AsyncDispatch")),
        Hook.on(Option.CONTEXTS, LIFECYCLE, "stop()V", STOP),
        Hook.on(Option.CONTEXTS, StoppedApplications.CONTEXT, "reload()V", STOP));
  }

  /** Inlined before a component stops: then it still serves. */
  public static final class Stop {
    @Advice.OnMethodEnter(suppress = Throwable.class)
    public static void enter(@Advice.This Object self) {
      Bridge.enter(Bridge.TOMCAT_STOP, self, null, null, null);
    }
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

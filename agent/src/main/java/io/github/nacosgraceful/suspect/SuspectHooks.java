package io.github.nacosgraceful.suspect;

import io.github.nacosgraceful.bridge.Bridge;
import io.github.nacosgraceful.config.Option;
import io.github.nacosgraceful.hook.Hook;
import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner;

/**
 * Where calls show that an instance is not there, and where lists of instances come from.
 *
 * <p>Calls: the clients of Feign 10 to 13, every blocking request of Spring 5 to 7 (RestTemplate,
 * RestClient, HTTP interfaces), WebClient, and Netty's own errors (Gateway). Lists: below the
 * caches of Spring Cloud LoadBalancer and Ribbon, so that every balancer and rule above them avoids
 * the same, and a pick has no advice.
 */
public final class SuspectHooks {

  private static final String EXECUTE =
      "execute(Lfeign/Request;Lfeign/Request$Options;)Lfeign/Response;";

  private SuspectHooks() {}

  public static List<Hook> hooks() {
    List<Hook> hooks = new ArrayList<>();
    for (String client :
        new String[] {
          "feign.DefaultClient",
          "feign.httpclient.ApacheHttpClient",
          "feign.hc5.ApacheHttp5Client",
          "feign.okhttp.OkHttpClient"
        }) {
      hooks.add(on(client, EXECUTE, "FeignCall"));
    }
    // From 13.9.1 on it inherits from the one above.
    hooks.add(
        Hook.maybeOn(
            Option.SUSPECT,
            "feign.Client$Default",
            EXECUTE,
            Hook.advice(SuspectHooks.class, "FeignCall")));
    hooks.add(
        on(
            "org.springframework.http.client.AbstractClientHttpRequest",
            "execute()Lorg/springframework/http/client/ClientHttpResponse;",
            "SpringCall"));
    // Since Spring 5.3; before, only Netty tells. None of the connectors below WebClient is asked.
    hooks.add(
        Hook.maybeOn(
            Option.SUSPECT,
            "org.springframework.web.reactive.function.client.ExchangeFunctions$DefaultExchangeFunction",
            "wrapException(Ljava/lang/Throwable;Lorg/springframework/web/reactive/function/client/ClientRequest;)Lreactor/core/publisher/Mono;",
            Hook.advice(SuspectHooks.class, "WebClientCall")));
    hooks.add(
        on(
            // Not its exception, which would be woven while the first calls fail.
            "io.netty.channel.AbstractChannel$AbstractUnsafe",
            "annotateConnectException(Ljava/lang/Throwable;Ljava/net/SocketAddress;)Ljava/lang/Throwable;",
            "NettyRefused"));
    hooks.add(
        on(
            "io.netty.channel.ConnectTimeoutException",
            "<init>(Ljava/lang/String;)V",
            "NettyTimedOut"));
    hooks.add(
        on(
            "org.springframework.cloud.loadbalancer.core.DiscoveryClientServiceInstanceListSupplier",
            "get()Lreactor/core/publisher/Flux;",
            "Supplied"));
    hooks.add(
        on(
            "com.netflix.loadbalancer.DynamicServerListLoadBalancer",
            "updateAllServerList(Ljava/util/List;)V",
            "Refreshed"));
    hooks.add(
        on(
            "com.alibaba.cloud.nacos.ribbon.ExtendBalancer",
            "getHostByRandomWeight2(Ljava/util/List;)Lcom/alibaba/nacos/api/naming/pojo/Instance;",
            "Weighed"));
    return hooks;
  }

  private static Hook on(String type, String signature, String advice) {
    return Hook.on(Option.SUSPECT, type, signature, Hook.advice(SuspectHooks.class, advice));
  }

  /** Inlined at the end of a call through Feign. */
  public static final class FeignCall {
    @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
    public static void exit(@Advice.Argument(0) Object request, @Advice.Thrown Throwable thrown) {
      Bridge.exit(Bridge.FEIGN_CALL, null, request, thrown);
    }
  }

  /** Inlined at the end of a blocking call through Spring. */
  public static final class SpringCall {
    @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
    public static void exit(@Advice.This Object request, @Advice.Thrown Throwable thrown) {
      Bridge.exit(Bridge.SPRING_CALL, null, request, thrown);
    }
  }

  /** Inlined where a failed call through WebClient gets the exception that its caller sees. */
  public static final class WebClientCall {
    @Advice.OnMethodEnter(suppress = Throwable.class)
    public static void enter(@Advice.Argument(0) Object cause, @Advice.Argument(1) Object request) {
      Bridge.exit(Bridge.WEBCLIENT_CALL, null, request, cause);
    }
  }

  /** Inlined where Netty puts the address into the error of a connection that failed. */
  public static final class NettyRefused {
    @Advice.OnMethodEnter(suppress = Throwable.class)
    public static void enter(@Advice.Argument(0) Object cause, @Advice.Argument(1) Object address) {
      Bridge.exit(Bridge.NETTY_CONNECT_FAILED, null, cause, address);
    }
  }

  /** Inlined where Netty tells, in words, which address did not answer. */
  public static final class NettyTimedOut {
    @Advice.OnMethodExit(suppress = Throwable.class)
    public static void exit(@Advice.Argument(0) Object message) {
      Bridge.exit(Bridge.NETTY_CONNECT_FAILED, null, null, message);
    }
  }

  /** Inlined where the list of one service leaves the discovery client. */
  public static final class Supplied {
    @Advice.OnMethodExit(suppress = Throwable.class)
    public static void exit(
        @Advice.This Object self,
        @Advice.Return(readOnly = false, typing = Assigner.Typing.DYNAMIC) Object instances) {
      instances = Bridge.replace(Bridge.LOADBALANCER_LIST, self, null, instances);
    }
  }

  /** Inlined where a refreshed list becomes the balancer's own. */
  public static final class Refreshed {
    @Advice.OnMethodEnter(suppress = Throwable.class)
    public static void enter(
        @Advice.This Object self,
        @Advice.Argument(value = 0, readOnly = false, typing = Assigner.Typing.DYNAMIC)
            Object servers) {
      servers = Bridge.replace(Bridge.RIBBON_LIST, self, null, servers);
    }
  }

  /** Inlined where NacosRule chooses, which asks Nacos itself and not its balancer. */
  public static final class Weighed {
    @Advice.OnMethodEnter(suppress = Throwable.class)
    public static void enter(
        @Advice.Argument(value = 0, readOnly = false, typing = Assigner.Typing.DYNAMIC)
            Object instances) {
      instances = Bridge.replace(Bridge.NACOS_RULE_LIST, null, null, instances);
    }
  }
}

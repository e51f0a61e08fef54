package io.github.nacosgraceful.library.calls;

import static io.github.nacosgraceful.weave.Value.NOTHING;
import static io.github.nacosgraceful.weave.Value.SELF;
import static io.github.nacosgraceful.weave.Value.THROWN;
import static io.github.nacosgraceful.weave.Value.argument;

import io.github.nacosgraceful.bridge.Bridge;
import io.github.nacosgraceful.config.Option;
import io.github.nacosgraceful.weave.Advice;
import io.github.nacosgraceful.weave.Hook;
import java.util.ArrayList;
import java.util.List;

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

  private static final Advice FEIGN_CALL = Advice.of(Bridge.FEIGN_CALL).end(argument(0), THROWN);

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
      hooks.add(on(client, EXECUTE, FEIGN_CALL));
    }
    // From 13.9.1 on it inherits from the one above.
    hooks.add(Hook.maybeOn(Option.SUSPECT, "feign.Client$Default", EXECUTE, FEIGN_CALL));
    hooks.add(
        on(
            "org.springframework.http.client.AbstractClientHttpRequest",
            "execute()Lorg/springframework/http/client/ClientHttpResponse;",
            Advice.of(Bridge.SPRING_CALL).end(SELF, THROWN)));
    // Since Spring 5.3; before, only Netty tells. None of the connectors below WebClient is asked.
    hooks.add(
        Hook.maybeOn(
            Option.SUSPECT,
            "org.springframework.web.reactive.function.client.ExchangeFunctions$DefaultExchangeFunction",
            "wrapException(Ljava/lang/Throwable;Lorg/springframework/web/reactive/function/client/ClientRequest;)Lreactor/core/publisher/Mono;",
            Advice.of(Bridge.WEBCLIENT_CALL).enter(argument(1), argument(0))));
    hooks.add(
        on(
            // Not its exception, which would be woven while the first calls fail.
            "io.netty.channel.AbstractChannel$AbstractUnsafe",
            "annotateConnectException(Ljava/lang/Throwable;Ljava/net/SocketAddress;)Ljava/lang/Throwable;",
            Advice.of(Bridge.NETTY_CONNECT_FAILED).enter(argument(0), argument(1))));
    hooks.add(
        on(
            "io.netty.channel.ConnectTimeoutException",
            "<init>(Ljava/lang/String;)V",
            Advice.of(Bridge.NETTY_CONNECT_FAILED).enter(NOTHING, argument(0))));
    hooks.add(
        on(
            "org.springframework.cloud.loadbalancer.core.DiscoveryClientServiceInstanceListSupplier",
            "get()Lreactor/core/publisher/Flux;",
            Advice.of(Bridge.LOADBALANCER_LIST).replaceResult(SELF, NOTHING)));
    hooks.add(
        on(
            "com.netflix.loadbalancer.DynamicServerListLoadBalancer",
            "updateAllServerList(Ljava/util/List;)V",
            Advice.of(Bridge.RIBBON_LIST).replaceArgument(0, SELF)));
    hooks.add(
        on(
            "com.alibaba.cloud.nacos.ribbon.ExtendBalancer",
            "getHostByRandomWeight2(Ljava/util/List;)Lcom/alibaba/nacos/api/naming/pojo/Instance;",
            Advice.of(Bridge.NACOS_RULE_LIST).replaceArgument(0, NOTHING)));
    return hooks;
  }

  private static Hook on(String type, String signature, Advice advice) {
    return Hook.on(Option.SUSPECT, type, signature, advice);
  }
}

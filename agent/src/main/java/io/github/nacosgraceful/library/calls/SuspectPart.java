package io.github.nacosgraceful.library.calls;

import static io.github.nacosgraceful.weave.Value.NOTHING;
import static io.github.nacosgraceful.weave.Value.SELF;
import static io.github.nacosgraceful.weave.Value.THROWN;
import static io.github.nacosgraceful.weave.Value.argument;

import io.github.nacosgraceful.bridge.Bridge;
import io.github.nacosgraceful.config.Option;
import io.github.nacosgraceful.member.Need;
import io.github.nacosgraceful.part.Core;
import io.github.nacosgraceful.part.Part;
import io.github.nacosgraceful.silence.Calls;
import io.github.nacosgraceful.silence.Silence;
import io.github.nacosgraceful.suspect.Suspects;
import io.github.nacosgraceful.weave.Advice;
import io.github.nacosgraceful.weave.Hook;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Where calls show that an instance is not there, and where lists of instances come from.
 *
 * <p>Calls: the clients of Feign 10 to 13, every blocking request of Spring 5 to 7 (RestTemplate,
 * RestClient, HTTP interfaces), WebClient, and Netty's own errors (Gateway). Lists: below the
 * caches of Spring Cloud LoadBalancer and Ribbon, so that every balancer and rule above them avoids
 * the same, and a pick has no advice.
 */
public final class SuspectPart extends Part {

  /** A call of Feign. Self: feign.Request; at its end, argument: what it threw, or null. */
  private static final int FEIGN = Bridge.point("suspect.feign");

  /** A blocking call of Spring. Self: ClientHttpRequest; at its end the same. */
  private static final int SPRING = Bridge.point("suspect.spring");

  /** A call of WebClient failed. Self: ClientRequest; argument: why. */
  private static final int WEBCLIENT = Bridge.point("suspect.webclient");

  /** WebClient has an answer. Self: ClientHttpResponse; argument: what supplies its request. */
  private static final int WEBCLIENT_RESPONSE = Bridge.point("suspect.webclient-response");

  /** Zuul has an answer. Self: Apache's HttpResponse; argument: the URL that was called. */
  private static final int ZUUL = Bridge.point("suspect.zuul");

  /** Gateway MVC has filtered headers that it passes on. Returns those to pass on. */
  private static final int GATEWAY_HEADERS = Bridge.point("suspect.gateway-headers");

  /**
   * Netty could not make a connection. Self: why, or null; argument: the address, or a message with
   * it.
   */
  private static final int NETTY = Bridge.point("suspect.netty");

  /**
   * LoadBalancer: the instances of one service, below every cache. Self: the supplier; returns the
   * Flux to use.
   */
  private static final int LOADBALANCER_LIST = Bridge.point("suspect.loadbalancer-list");

  /** Ribbon: the servers that a refresh found. Self: the balancer; returns the list to use. */
  private static final int RIBBON_LIST = Bridge.point("suspect.ribbon-list");

  /** Ribbon: the instances that NacosRule chooses from; returns the list to use. */
  private static final int NACOS_RULE_LIST = Bridge.point("suspect.nacos-rule-list");

  /** Reactor Netty: a request is about to be sent. Self: the operations of its connection. */
  private static final int REACTOR_REQUEST = Bridge.point("suspect.reactor-request");

  /** Reactor Netty: the head of an answer is there. Self: the operations; argument: the answer. */
  private static final int REACTOR_RESPONSE = Bridge.point("suspect.reactor-response");

  /** Reactor Netty: no answer will come. Self: the operations. */
  private static final int REACTOR_END = Bridge.point("suspect.reactor-end");

  private static final String EXECUTE =
      "execute(Lfeign/Request;Lfeign/Request$Options;)Lfeign/Response;";

  private static final String[] FEIGN_CLIENTS = {
    "feign.DefaultClient",
    "feign.httpclient.ApacheHttpClient",
    "feign.hc5.ApacheHttp5Client",
    "feign.okhttp.OkHttpClient"
  };

  public SuspectPart() {
    super(Option.SUSPECT);
  }

  @Override
  public List<Hook> hooks() {
    List<Hook> hooks = new ArrayList<>(feign());
    hooks.addAll(spring());
    hooks.addAll(netty());
    hooks.addAll(reactor());
    hooks.addAll(gateways());
    hooks.addAll(lists());
    return hooks;
  }

  private static List<Hook> feign() {
    Advice call = Advice.of(FEIGN).enter(argument(0)).leave(argument(0), THROWN);
    List<Hook> hooks = new ArrayList<>();
    for (String client : FEIGN_CLIENTS) {
      hooks.add(Hook.on(client, EXECUTE, call));
    }
    // From 13.9.1 on it inherits from the first.
    hooks.add(Hook.maybeOn("feign.Client$Default", EXECUTE, call));
    return hooks;
  }

  private static List<Hook> spring() {
    return Arrays.asList(
        Hook.on(
            "org.springframework.http.client.AbstractClientHttpRequest",
            "execute()Lorg/springframework/http/client/ClientHttpResponse;",
            Advice.of(SPRING).enter(SELF).leave(SELF, THROWN)),
        // Since Spring 5.3; before, only Netty tells. None of the connectors below WebClient is
        // asked.
        Hook.maybeOn(
            "org.springframework.web.reactive.function.client.ExchangeFunctions$DefaultExchangeFunction",
            "wrapException(Ljava/lang/Throwable;Lorg/springframework/web/reactive/function/client/ClientRequest;)Lreactor/core/publisher/Mono;",
            Advice.of(WEBCLIENT).enter(argument(1), argument(0))),
        // Since Spring 5.2.
        Hook.maybeOn(
            "org.springframework.web.reactive.function.client.DefaultClientResponse",
            "<init>(Lorg/springframework/http/client/reactive/ClientHttpResponse;Lorg/springframework/web/reactive/function/client/ExchangeStrategies;Ljava/lang/String;Ljava/lang/String;Ljava/util/function/Supplier;)V",
            Advice.of(WEBCLIENT_RESPONSE).enter(argument(0), argument(4))));
  }

  private static List<Hook> netty() {
    return Arrays.asList(
        Hook.on(
            // Not its exception, which would be woven while the first calls fail.
            "io.netty.channel.AbstractChannel$AbstractUnsafe",
            "annotateConnectException(Ljava/lang/Throwable;Ljava/net/SocketAddress;)Ljava/lang/Throwable;",
            Advice.of(NETTY).enter(argument(0), argument(1))),
        Hook.on(
            "io.netty.channel.ConnectTimeoutException",
            "<init>(Ljava/lang/String;)V",
            Advice.of(NETTY).enter(NOTHING, argument(0))));
  }

  private static List<Hook> reactor() {
    Advice end = Advice.of(REACTOR_END).enter(SELF);
    return Arrays.asList(
        Hook.on(
            ReactorHandles.OPERATIONS,
            "beforeMarkSentHeaders()V",
            Advice.of(REACTOR_REQUEST).enter(SELF)),
        Hook.on(
            ReactorHandles.OPERATIONS,
            "setNettyResponse(Lio/netty/handler/codec/http/HttpResponse;)V",
            Advice.of(REACTOR_RESPONSE).enter(SELF, argument(0))),
        Hook.on(ReactorHandles.OPERATIONS, "onInboundClose()V", end),
        Hook.on(ReactorHandles.OPERATIONS, "onInboundCancel()V", end),
        Hook.on(ReactorHandles.OPERATIONS, "onOutboundError(Ljava/lang/Throwable;)V", end));
  }

  private static List<Hook> gateways() {
    List<Hook> hooks =
        new ArrayList<>(
            Hook.oneOf(
                GatewayHeaders.EXCHANGE,
                Advice.of(GATEWAY_HEADERS).replaceResult(SELF, NOTHING),
                "filterHeaders(Ljava/util/List;Lorg/springframework/http/HttpHeaders;Ljava/lang/Object;)Lorg/springframework/http/HttpHeaders;",
                // Until 4.1.
                "filterHeaders(Ljava/util/stream/Stream;Lorg/springframework/http/HttpHeaders;Ljava/lang/Object;)Lorg/springframework/http/HttpHeaders;"));
    hooks.add(
        Hook.on(
            ZuulAnswers.RESPONSE,
            "<init>(Lorg/apache/http/HttpResponse;Ljava/net/URI;)V",
            Advice.of(ZUUL).enter(argument(0), argument(1))));
    return hooks;
  }

  private static List<Hook> lists() {
    return Arrays.asList(
        Hook.on(
            "org.springframework.cloud.loadbalancer.core.DiscoveryClientServiceInstanceListSupplier",
            "get()Lreactor/core/publisher/Flux;",
            Advice.of(LOADBALANCER_LIST).replaceResult(SELF, NOTHING)),
        Hook.on(
            "com.netflix.loadbalancer.DynamicServerListLoadBalancer",
            "updateAllServerList(Ljava/util/List;)V",
            Advice.of(RIBBON_LIST).replaceArgument(0, SELF)),
        Hook.on(
            "com.alibaba.cloud.nacos.ribbon.ExtendBalancer",
            "getHostByRandomWeight2(Ljava/util/List;)Lcom/alibaba/nacos/api/naming/pojo/Instance;",
            Advice.of(NACOS_RULE_LIST).replaceArgument(0, NOTHING)));
  }

  @Override
  public void connect(Core core) {
    Suspects suspects = core.suspects();
    Calls calls = Silence.watch(core.services(), suspects, core.dryRun());
    boolean hears = core.settings().get(Option.GOODBYE);
    Bridge.install(FEIGN, CallHandler.onFeignCall(suspects, calls, hears));
    Bridge.install(SPRING, CallHandler.onSpringCall(suspects, calls, hears));
    Bridge.install(WEBCLIENT, CallHandler.onWebClientCall(suspects));
    Bridge.install(NETTY, CallHandler.onNettyFailure(suspects));
    ReactorCalls reactor = new ReactorCalls(suspects, calls, hears);
    Bridge.install(REACTOR_REQUEST, reactor.onRequest());
    Bridge.install(REACTOR_RESPONSE, reactor.onResponse());
    Bridge.install(REACTOR_END, reactor.onEnd());
    Bridge.install(LOADBALANCER_LIST, ListHandler.onLoadBalancerList(suspects));
    Bridge.install(RIBBON_LIST, ListHandler.onRibbonList(suspects));
    Bridge.install(NACOS_RULE_LIST, ListHandler.onNacosRuleList(suspects));
    if (hears) {
      Bridge.install(WEBCLIENT_RESPONSE, new WebClientAnswers(suspects));
      Bridge.install(ZUUL, new ZuulAnswers(suspects));
      Bridge.install(GATEWAY_HEADERS, new GatewayHeaders());
    }
  }

  @Override
  public List<Need> needs() {
    return Arrays.asList(
        Need.method("feign.Request", "url"),
        Need.handles("feign.Response", FeignAnswers.MEMBERS),
        Need.method("org.springframework.http.HttpRequest", "getURI"),
        Need.handles(
            "org.springframework.http.client.AbstractClientHttpRequest", SpringAnswers.HEADERS),
        Need.handles(SpringAnswers.LAZY, SpringAnswers.CONNECTION),
        Need.handles(GatewayHeaders.EXCHANGE, GatewayHeaders.MEMBERS),
        Need.handles(ZuulAnswers.RESPONSE, ZuulAnswers.MEMBERS),
        Need.handles(ReactorHandles.OPERATIONS, ReactorHandles.MEMBERS),
        Need.method("org.springframework.web.reactive.function.client.ClientRequest", "url"));
  }
}

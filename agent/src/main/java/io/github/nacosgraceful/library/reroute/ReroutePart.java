package io.github.nacosgraceful.library.reroute;

import static io.github.nacosgraceful.weave.Value.NOTHING;
import static io.github.nacosgraceful.weave.Value.SELF;
import static io.github.nacosgraceful.weave.Value.argument;

import io.github.nacosgraceful.bridge.Bridge;
import io.github.nacosgraceful.config.Option;
import io.github.nacosgraceful.member.Need;
import io.github.nacosgraceful.part.Core;
import io.github.nacosgraceful.part.Part;
import io.github.nacosgraceful.reroute.Reroutes;
import io.github.nacosgraceful.weave.Advice;
import io.github.nacosgraceful.weave.Hook;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Where a call is made through a balancer: one of Feign, RestTemplate, RestClient, WebClient or
 * either Gateway that could not connect is made once more. Not where the application does that
 * itself: the classes of spring-retry beside these are left alone, and Ribbon where it goes to the
 * next server by itself.
 */
public final class ReroutePart extends Part {

  /** A call of Feign. Self: the client of the balancer; arguments: request and options. */
  private static final int FEIGN = Bridge.point("reroute.feign");

  /** The same through Ribbon. */
  private static final int FEIGN_RIBBON = Bridge.point("reroute.feign-ribbon");

  /** A call of RestTemplate or RestClient. Self: the interceptor; arguments: its own. */
  private static final int SPRING = Bridge.point("reroute.spring");

  /** A call of WebClient. Self: the filter; arguments: request, and what comes behind. */
  private static final int WEBCLIENT = Bridge.point("reroute.webclient");

  /** A request of Gateway. Self: the filter; arguments: exchange and chain. */
  private static final int GATEWAY = Bridge.point("reroute.gateway");

  /**
   * A request of Gateway on Spring MVC. Self: the service; arguments: the request, what makes an
   * instance's URL, and what comes behind.
   */
  private static final int MVC = Bridge.point("reroute.gateway-mvc");

  private static final String EXECUTE =
      "execute(Lfeign/Request;Lfeign/Request$Options;)Lfeign/Response;";

  private static final String EXCHANGE =
      "filter(Lorg/springframework/web/reactive/function/client/ClientRequest;Lorg/springframework/web/reactive/function/client/ExchangeFunction;)Lreactor/core/publisher/Mono;";

  private static final String PASS_ON =
      "filter(Lorg/springframework/web/server/ServerWebExchange;Lorg/springframework/cloud/gateway/filter/GatewayFilterChain;)Lreactor/core/publisher/Mono;";

  public ReroutePart() {
    super(Option.REROUTE);
  }

  @Override
  public List<Hook> hooks() {
    List<Hook> hooks = new ArrayList<>(blocking());
    Advice call = Advice.of(WEBCLIENT).enter(argument(1)).leave(SELF, argument(0));
    hooks.add(Hook.on(WebClientReroute.FILTER, EXCHANGE, call));
    hooks.add(Hook.on(WebClientReroute.WITH_RIBBON, EXCHANGE, call));
    Advice request = Advice.of(GATEWAY).enter(argument(1)).leave(SELF, argument(0));
    hooks.add(Hook.on(GatewayReroute.FILTER, PASS_ON, request));
    hooks.add(Hook.on(GatewayReroute.WITH_RIBBON, PASS_ON, request));
    hooks.addAll(mvc());
    return hooks;
  }

  private static List<Hook> mvc() {
    String parameters =
        "(Ljava/lang/String;Ljava/util/function/BiFunction;Lorg/springframework/web/servlet/function/ServerRequest;Lorg/springframework/web/servlet/function/HandlerFunction;)Lorg/springframework/web/servlet/function/ServerResponse;";
    return Hook.oneOf(
        MvcReroute.FILTERS,
        Advice.of(MVC).enter(NOTHING).rescue(argument(0), argument(2), argument(1), argument(3)),
        MvcReroute.LAMBDA + 5 + parameters, // 4.1 to 4.3
        MvcReroute.LAMBDA + 0 + parameters); // 5.0
  }

  private static List<Hook> blocking() {
    return Arrays.asList(
        Hook.on(
            FeignReroute.CLIENT,
            EXECUTE,
            Advice.of(FEIGN).enter(NOTHING).rescue(SELF, argument(0), argument(1))),
        Hook.on(
            RibbonFeignReroute.CLIENT,
            EXECUTE,
            Advice.of(FEIGN_RIBBON).enter(NOTHING).rescue(SELF, argument(0), argument(1))),
        Hook.on(
            SpringReroute.INTERCEPTOR,
            "intercept(Lorg/springframework/http/HttpRequest;[BLorg/springframework/http/client/ClientHttpRequestExecution;)Lorg/springframework/http/client/ClientHttpResponse;",
            Advice.of(SPRING).enter(NOTHING).rescue(SELF, argument(0), argument(1), argument(2))));
  }

  @Override
  public void connect(Core core) {
    if (!core.settings().get(Option.SUSPECT)) {
      return; // the balancer might pick the same one again
    }
    Reroutes reroutes = core.reroutes();
    Bridge.install(FEIGN, new FeignReroute(reroutes));
    Bridge.install(FEIGN_RIBBON, new RibbonFeignReroute(reroutes));
    Bridge.install(SPRING, new SpringReroute(reroutes));
    Bridge.install(WEBCLIENT, new WebClientReroute(reroutes, WEBCLIENT));
    Bridge.install(MVC, new MvcReroute(reroutes));
    Bridge.install(GATEWAY, new GatewayReroute(reroutes, GATEWAY));
  }

  @Override
  public List<Need> needs() {
    return Arrays.asList(
        Need.handles("feign.Request", FeignReroute.HANDLES),
        Need.field(RibbonFeignReroute.CLIENT, RibbonFeignReroute.DEFAULT_OPTIONS),
        Need.field(RibbonFeignReroute.CLIENT, RibbonFeignReroute.ITS_BALANCERS),
        Need.field(RibbonFeignReroute.BALANCERS, RibbonFeignReroute.RETRIES),
        Need.handles(SpringReroute.INTERCEPTOR, SpringReroute.HANDLES),
        Need.handles(Executions.WITH_ITERATOR, Executions.HANDLES),
        Need.handles(WebClientReroute.FILTER, WebClientReroute.HANDLES),
        Need.handles(WebClientReroute.WITH_RIBBON, WebClientReroute.HANDLES),
        Need.handles(GatewayReroute.FILTER, GatewayReroute.HANDLES),
        Need.handles(GatewayReroute.WITH_RIBBON, GatewayReroute.HANDLES),
        Need.handles(MvcReroute.FILTERS, MvcReroute.FILTER));
  }
}

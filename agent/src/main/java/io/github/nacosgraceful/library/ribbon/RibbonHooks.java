package io.github.nacosgraceful.library.ribbon;

import static io.github.nacosgraceful.weave.Value.SELF;
import static io.github.nacosgraceful.weave.Value.THROWN;
import static io.github.nacosgraceful.weave.Value.argument;

import io.github.nacosgraceful.bridge.Bridge;
import io.github.nacosgraceful.config.Option;
import io.github.nacosgraceful.weave.Advice;
import io.github.nacosgraceful.weave.Hook;
import java.util.Arrays;
import java.util.List;

/**
 * Where Ribbon 2.2 to 2.7 keeps servers: {@code DynamicServerListLoadBalancer}, refreshed every 30
 * s. Every pick of RestTemplate, Feign, Zuul and Gateway goes through {@code chooseServer}.
 */
public final class RibbonHooks {

  public static final String DYNAMIC = "com.netflix.loadbalancer.DynamicServerListLoadBalancer";
  static final String BASE = "com.netflix.loadbalancer.BaseLoadBalancer";
  private static final String ZONE_AWARE = "com.netflix.loadbalancer.ZoneAwareLoadBalancer";
  private static final String CHOOSE =
      "chooseServer(Ljava/lang/Object;)Lcom/netflix/loadbalancer/Server;";

  private static final Advice CHOICE =
      Advice.of(Bridge.RIBBON_CHOOSE).enter(SELF).leave(SELF, argument(0));

  private RibbonHooks() {}

  public static List<Hook> hooks() {
    return Arrays.asList(
        Hook.on(
            Option.RIBBON,
            DYNAMIC,
            "updateListOfServers()V",
            Advice.of(Bridge.RIBBON_UPDATE).enter(SELF).end(SELF, THROWN)),
        Hook.on(
            Option.RIBBON,
            DYNAMIC,
            "updateAllServerList(Ljava/util/List;)V",
            Advice.of(Bridge.RIBBON_SET).enterOrSkip(SELF, argument(0))),
        Hook.on(Option.RIBBON, BASE, CHOOSE, CHOICE),
        Hook.on(Option.RIBBON, ZONE_AWARE, CHOOSE, CHOICE));
  }
}

package io.github.nacosgraceful.ribbon;

import io.github.nacosgraceful.bridge.Bridge;
import io.github.nacosgraceful.config.Option;
import io.github.nacosgraceful.hook.Hook;
import java.util.Arrays;
import java.util.List;
import net.bytebuddy.asm.Advice;

/**
 * Where Ribbon 2.2 to 2.7 keeps servers: {@code DynamicServerListLoadBalancer}, refreshed every 30
 * s. Every pick of RestTemplate, Feign, Zuul and Gateway goes through {@code chooseServer}.
 */
public final class RibbonHooks {

  static final String DYNAMIC = "com.netflix.loadbalancer.DynamicServerListLoadBalancer";
  static final String BASE = "com.netflix.loadbalancer.BaseLoadBalancer";
  private static final String ZONE_AWARE = "com.netflix.loadbalancer.ZoneAwareLoadBalancer";
  private static final String CHOOSE =
      "chooseServer(Ljava/lang/Object;)Lcom/netflix/loadbalancer/Server;";

  private RibbonHooks() {}

  public static List<Hook> hooks() {
    return Arrays.asList(
        Hook.on(
            Option.RIBBON,
            DYNAMIC,
            "updateListOfServers()V",
            Hook.advice(RibbonHooks.class, "Update")),
        Hook.on(
            Option.RIBBON,
            DYNAMIC,
            "updateAllServerList(Ljava/util/List;)V",
            Hook.advice(RibbonHooks.class, "Set")),
        Hook.on(Option.RIBBON, BASE, CHOOSE, Hook.advice(RibbonHooks.class, "Choose")),
        Hook.on(Option.RIBBON, ZONE_AWARE, CHOOSE, Hook.advice(RibbonHooks.class, "Choose")));
  }

  /** Inlined into the refresh. */
  public static final class Update {
    @Advice.OnMethodEnter(suppress = Throwable.class)
    public static Object enter(@Advice.This Object self) {
      return Bridge.enter(Bridge.RIBBON_UPDATE, self, null, null, null);
    }

    @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
    public static void exit(
        @Advice.This Object self, @Advice.Enter Object entered, @Advice.Thrown Throwable thrown) {
      Bridge.exit(Bridge.RIBBON_UPDATE, entered, self, thrown);
    }
  }

  /** Inlined where the refresh hands over what it fetched. */
  public static final class Set {
    @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class, suppress = Throwable.class)
    public static Object enter(@Advice.This Object self, @Advice.Argument(0) Object servers) {
      return Bridge.enter(Bridge.RIBBON_SET, self, servers, null, null);
    }
  }

  /** Inlined before the choice. */
  public static final class Choose {
    @Advice.OnMethodEnter(suppress = Throwable.class)
    public static void enter(@Advice.This Object self) {
      Bridge.enter(Bridge.RIBBON_CHOOSE, self, null, null, null);
    }
  }
}

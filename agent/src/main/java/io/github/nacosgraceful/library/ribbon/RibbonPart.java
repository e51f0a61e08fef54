package io.github.nacosgraceful.library.ribbon;

import static io.github.nacosgraceful.library.ribbon.RibbonHandles.BASE;
import static io.github.nacosgraceful.library.ribbon.RibbonHandles.DYNAMIC;
import static io.github.nacosgraceful.weave.Value.SELF;
import static io.github.nacosgraceful.weave.Value.THROWN;
import static io.github.nacosgraceful.weave.Value.argument;

import io.github.nacosgraceful.bridge.Bridge;
import io.github.nacosgraceful.config.Option;
import io.github.nacosgraceful.member.Need;
import io.github.nacosgraceful.member.Reflection;
import io.github.nacosgraceful.part.Core;
import io.github.nacosgraceful.part.LateOutcome;
import io.github.nacosgraceful.part.Part;
import io.github.nacosgraceful.weave.Advice;
import io.github.nacosgraceful.weave.Hook;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/**
 * Where Ribbon 2.2 to 2.7 keeps servers: {@code DynamicServerListLoadBalancer}, refreshed every 30
 * s. Every pick of RestTemplate, Feign, Zuul and Gateway goes through {@code chooseServer}.
 */
public final class RibbonPart extends Part {

  /** A balancer refreshes its list. */
  private static final int UPDATE = Bridge.point("ribbon.update");

  /** A balancer is given a list. Argument: the list; non-null keeps the one it has. */
  private static final int SET = Bridge.point("ribbon.set");

  /** A server is about to be chosen. */
  private static final int CHOOSE = Bridge.point("ribbon.choose");

  private static final String CHOOSE_SERVER =
      "chooseServer(Ljava/lang/Object;)Lcom/netflix/loadbalancer/Server;";

  public RibbonPart() {
    super(Option.RIBBON);
  }

  @Override
  public List<Hook> hooks() {
    Advice choice = Advice.of(CHOOSE).enter(SELF).leave(SELF, argument(0));
    return Arrays.asList(
        Hook.on(DYNAMIC, "updateListOfServers()V", Advice.of(UPDATE).enter(SELF).end(SELF, THROWN)),
        Hook.on(
            DYNAMIC,
            "updateAllServerList(Ljava/util/List;)V",
            Advice.of(SET).enterOrSkip(SELF, argument(0))),
        Hook.on(BASE, CHOOSE_SERVER, choice),
        Hook.on("com.netflix.loadbalancer.ZoneAwareLoadBalancer", CHOOSE_SERVER, choice));
  }

  @Override
  public void connect(Core core) {
    RibbonGuard guard = new RibbonGuard(core.services(), core.dryRun());
    Bridge.install(UPDATE, guard.onUpdate());
    Bridge.install(SET, guard.onSet());
    Bridge.install(CHOOSE, guard.onChoose());
  }

  @Override
  public Set<String> lateTypes() {
    return Collections.singleton(DYNAMIC);
  }

  /** A balancer gets its guard when it updates its list. */
  @Override
  public void arm(Object balancer, LateOutcome outcome) throws Throwable {
    Reflection.call(balancer, "updateListOfServers");
    outcome.guarded();
  }

  @Override
  public List<Need> needs() {
    String server = "com.netflix.loadbalancer.Server";
    return Arrays.asList(
        Need.handles(BASE, RibbonHandles.MEMBERS),
        Need.method(server, "getHost"),
        Need.method(server, "getPort"));
  }
}

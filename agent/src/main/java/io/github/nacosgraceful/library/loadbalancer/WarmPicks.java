package io.github.nacosgraceful.library.loadbalancer;

import io.github.nacosgraceful.bridge.Handler;
import io.github.nacosgraceful.log.DryRun;
import io.github.nacosgraceful.service.Service;
import io.github.nacosgraceful.service.Services;
import io.github.nacosgraceful.service.Warming;
import io.github.nacosgraceful.thread.Ticker;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Gives instances that are warming up their share of LoadBalancer's picks: for one pick, each of
 * these is left out so often that it gets its share; the balancer picks from the rest as ever.
 *
 * <p>Only where one of the framework's balancers draws from what all suppliers have left: by zone,
 * hint, version or session, whoever wrote them. What is alone there is picked, however cold: the
 * application has chosen it. Further below, a filter would take the others for all that there are,
 * and a balancer of the application's own that finds none of its kind would pick of another.
 *
 * <p>Of n instances with shares that add up to T, one with the share s is to get s / T of the
 * calls. A balancer gives 1 / n to each that is in its list: so it is in there in n s / T of the
 * picks.
 *
 * <p>Runs on the thread that picks; one read while nothing warms.
 */
final class WarmPicks extends Handler {

  private final Services services;
  private final DryRun dryRun;
  private final Ticker ticker;

  private WarmPicks(Services services, DryRun dryRun, Ticker ticker) {
    this.services = services;
    this.dryRun = dryRun;
    this.ticker = ticker;
  }

  /** A balancer is about to draw from a list. */
  static Handler onDraw(Services services, DryRun dryRun, Ticker ticker) {
    return new WarmPicks(services, dryRun, ticker);
  }

  /**
   * @param balancer null where the method is static
   */
  @Override
  public Object replace(Object balancer, Object nothing, Object instances) throws Throwable {
    return services.warmUps().areUnderWay() && instances != null && !dryRun.isOn()
        ? forPick(balancer, (List<?>) instances)
        : instances;
  }

  private List<?> forPick(Object balancer, List<?> list) throws Throwable {
    if (list.size() < 2) {
      return list;
    }
    Object first = list.get(0);
    LoadBalancerHandles handles = LoadBalancerHandles.of(balancer == null ? first : balancer);
    Service service = handles == null ? null : services.find(handles.serviceOf(first));
    Warming[] warming = service == null ? null : service.warmUps().of(list, handles::addressOrNull);
    return warming == null ? list : forPick(list, warming, ticker.now());
  }

  /** The same list if nobody is left out, and never an empty one. */
  private static List<?> forPick(List<?> list, Warming[] warming, long now) {
    int count = warming.length;
    double total = 0;
    for (Warming one : warming) {
      total += share(one, now);
    }
    List<Object> in = null;
    for (int i = 0; i < count; i++) {
      if (warming[i] == null || isIn(count * share(warming[i], now) / total)) {
        if (in != null) {
          in.add(list.get(i));
        }
      } else if (in == null) {
        in = new ArrayList<>(count);
        in.addAll(list.subList(0, i));
      }
    }
    return in == null || in.isEmpty() ? list : in;
  }

  private static double share(Warming one, long now) {
    return one == null ? 1 : one.shareAt(now);
  }

  private static boolean isIn(double chance) {
    return chance >= 1 || ThreadLocalRandom.current().nextDouble() < chance;
  }
}

package io.github.nacosgraceful.library.loadbalancer;

import io.github.nacosgraceful.service.Service;
import io.github.nacosgraceful.service.Warming;
import io.github.nacosgraceful.thread.Ticker;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A list of instances of which some are warming up. For one pick, each of these is left out so
 * often that it gets its share; the balancer above picks from the rest as ever.
 *
 * <p>Of n instances with shares that add up to T, one with the share s is to get s / T of the
 * calls. A balancer gives 1 / n to each that is in its list: so it is in there in n s / T of the
 * picks.
 */
final class WarmingList {

  private final List<?> list;

  /** At their places; null for those that are warm. */
  private final Warming[] warming;

  /** The list without the only one that is warming; null if there are more. */
  private final List<?> withoutOnly;

  private final Ticker ticker;

  private WarmingList(List<?> list, Warming[] warming, List<?> withoutOnly, Ticker ticker) {
    this.list = list;
    this.warming = warming;
    this.withoutOnly = withoutOnly;
    this.ticker = ticker;
  }

  /** Null if nobody has to be left out, which is nearly always. */
  static WarmingList of(List<?> list, Service service, LoadBalancerHandles handles, Ticker ticker) {
    Warming[] warming = service.warmUps().of(list, handles::addressOrNull);
    if (warming == null || warming.length == 1) {
      return null;
    }
    List<Object> warm = new ArrayList<>(warming.length);
    for (int i = 0; i < warming.length; i++) {
      if (warming[i] == null) {
        warm.add(list.get(i));
      }
    }
    return new WarmingList(list, warming, warm.size() == warming.length - 1 ? warm : null, ticker);
  }

  /** The list for one pick: the same object if nobody is left out, and never an empty one. */
  List<?> forPick() {
    int count = warming.length;
    long now = ticker.now();
    double total = 0;
    for (Warming one : warming) {
      total += share(one, now);
    }
    if (withoutOnly != null) { // nearly always; and then nothing is copied
      double share = total - (count - 1);
      return isIn(count * share / total) ? list : withoutOnly;
    }
    List<Object> in = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      if (warming[i] == null || isIn(count * share(warming[i], now) / total)) {
        in.add(list.get(i));
      }
    }
    return in.isEmpty() || in.size() == count ? list : in;
  }

  private static double share(Warming one, long now) {
    return one == null ? 1 : one.shareAt(now);
  }

  private static boolean isIn(double chance) {
    return chance >= 1 || ThreadLocalRandom.current().nextDouble() < chance;
  }
}

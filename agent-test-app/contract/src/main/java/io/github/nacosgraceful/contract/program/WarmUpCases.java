package io.github.nacosgraceful.contract.program;

import com.alibaba.nacos.api.naming.pojo.Instance;
import java.util.List;
import java.util.function.IntSupplier;

/**
 * How many picks an instance gets that has just joined and warms up, of what a warm one gets. Its
 * curve is so flat that its share hardly changes while it is measured: after a thousandth of the
 * time about a half.
 */
final class WarmUpCases {

  private static final int NEW = 2;
  private static final int PICKS = 10_000;
  private static final double SECONDS = 1000;
  private static final double CURVE = 0.1;

  private WarmUpCases() {}

  /**
   * One joins those that were there. Prints the percentage of the picks that it got and the one it
   * should get.
   *
   * @param known how many were there
   * @param picks of this service, by port; made from a list that was read before
   */
  static void run(String name, NacosMemory nacos, String service, int known, IntSupplier picks)
      throws InterruptedException {
    List<Instance> hosts = NacosMemory.hosts(known, 1);
    Instance joins = new Instance();
    joins.setIp("10.0.1.1");
    joins.setPort(NEW);
    joins.getMetadata().put("nacos-graceful.warmup", "%.0f;%s;17".formatted(SECONDS * 1000, CURVE));
    hosts.add(joins);
    nacos.push(service, hosts);
    long begin = System.nanoTime();
    picks.getAsInt(); // reads the new list
    Thread.sleep(500); // below this the curve is steep
    int got = 0;
    double share = 0;
    for (int i = 0; i < PICKS; i++) {
      got += picks.getAsInt() == NEW ? 1 : 0;
      share += Math.pow((System.nanoTime() - begin) / 1e9 / SECONDS, CURVE);
    }
    share /= PICKS;
    System.out.printf(
        "warm-up-%s got=%d asked=%d%n",
        name, 100 * got / PICKS, (int) (100 * share / (share + known)));
  }
}

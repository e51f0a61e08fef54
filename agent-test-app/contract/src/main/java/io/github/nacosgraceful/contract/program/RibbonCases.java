package io.github.nacosgraceful.contract.program;

import java.util.concurrent.TimeUnit;

/**
 * Runs on each version of Ribbon in a JVM of its own, and prints a line for each thing it tried.
 * Nothing is done by hand on a push. The argument says for how many seconds to wait for what comes
 * later than the next pick.
 */
public final class RibbonCases {

  private RibbonCases() {}

  public static void main(String[] arguments) throws Exception {
    long deadline = TimeUnit.SECONDS.toNanos(Long.parseLong(arguments[0]));
    NacosMemory nacos = new NacosMemory();
    RibbonRuleCases.run(nacos);
    new RibbonPingCases(nacos, deadline).run();
    RibbonWaitCases.run(nacos);
    new RibbonSafetyCases(nacos, deadline).run();
    System.exit(0);
  }
}

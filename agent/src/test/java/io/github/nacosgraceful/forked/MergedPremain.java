package io.github.nacosgraceful.forked;

import java.lang.instrument.Instrumentation;

/** The premain of a jar that ours was merged into. */
public final class MergedPremain {

  private MergedPremain() {}

  public static void premain(String argument, Instrumentation instrumentation) throws Exception {
    Class.forName("io.github.nacosgraceful.Agent")
        .getMethod("premain", String.class, Instrumentation.class)
        .invoke(null, argument, instrumentation);
  }
}

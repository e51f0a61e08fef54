package io.github.nacosgraceful.forked;

import java.lang.instrument.Instrumentation;

/** Of another agent: loads a class, and has it transformed again by all agents so far. */
public final class OtherPremain {

  private OtherPremain() {}

  public static void premain(String type, Instrumentation instrumentation) throws Exception {
    instrumentation.retransformClasses(Class.forName(type));
  }
}

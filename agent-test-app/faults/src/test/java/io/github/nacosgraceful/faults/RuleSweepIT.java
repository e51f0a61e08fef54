package io.github.nacosgraceful.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nacosgraceful.testbed.Fault;
import io.github.nacosgraceful.testbed.Fault.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The rule of the agent, that whatever fails in it the application ends as it would have without
 * it, held against each method that runs: one copy of the agent for each, in which that method
 * fails. Takes a quarter of an hour; {@code -Drule=Drain} is for those with that in their names,
 * which may be a pattern.
 */
@Tag("faults")
@Execution(ExecutionMode.SAME_THREAD)
class RuleSweepIT {

  private static final int BESIDE_EACH_OTHER = 2 * Runtime.getRuntime().availableProcessors();

  /** What the agent may take more at an exit; the machine is busy. */
  private static final double SLACK_SECONDS = 3;

  /**
   * Woven code and the JVM call these, and nothing is around them: they are the places where errors
   * are kept from the application.
   */
  private static final Pattern OUTERMOST =
      Pattern.compile(
          "Agent\\.premain\\(.*|leaving\\.ShutdownSlot\\.lambda.*"
              + "|bridge\\.Bridge\\.(enter|exit|replace|leave)\\(.*");

  private static final Pattern CHOSEN = Pattern.compile(System.getProperty("rule", ""));

  /** What is switched on, so that all of the agent runs. */
  private enum Setting {
    BY_DEFAULT(),
    ALL("register.delay=100ms", "warmup.time=1m", "admin.port=0", "readiness.file=ready");

    private final List<String> options;

    Setting(String... options) {
      this.options = List.of(options);
    }
  }

  /** An error comes out of it. */
  @ParameterizedTest
  @EnumSource
  void eachMethodThrows(Setting setting) throws Exception {
    sweep(setting, Kind.THROWS, thread -> true);
  }

  /** On a thread of the agent's own: an application's thread that hangs is nobody's to free. */
  @ParameterizedTest
  @EnumSource
  void eachMethodHangs(Setting setting) throws Exception {
    sweep(setting, Kind.HANGS, thread -> thread.startsWith("nacos-graceful-"));
  }

  private static void sweep(Setting setting, Kind kind, Predicate<String> threads)
      throws Exception {
    String name = "rule-%s-%s".formatted(kind, setting);
    try (RuleRuns runs = new RuleRuns(name)) {
      Ending plain = runs.plain();
      List<Fault> faults = new ArrayList<>();
      methods(runs, setting)
          .forEach(
              (method, thread) -> {
                if (threads.test(thread)
                    && !OUTERMOST.matcher(method).matches()
                    && CHOSEN.matcher(method).find()) {
                  faults.add(Fault.of(method + " " + kind));
                }
              });
      List<String> worse = Collections.synchronizedList(new ArrayList<>());
      ExecutorService pool = Executors.newFixedThreadPool(BESIDE_EACH_OTHER);
      try {
        List<Future<?>> all = new ArrayList<>();
        for (Fault fault : faults) {
          all.add(
              pool.submit(
                  () -> {
                    Ending with = runs.with(List.of(fault), setting.options);
                    if (with.secondsToExit() > plain.secondsToExit() + RuleRuns.TIMEOUT_SECONDS) {
                      System.out.println(fault + ": waits until its deadline");
                    }
                    for (String how : with.worseThan(plain, longest())) {
                      System.out.println(fault + ": " + how);
                      worse.add(fault + ": " + how);
                    }
                    return null;
                  }));
        }
        for (Future<?> one : all) {
          one.get();
        }
      } finally {
        pool.shutdownNow();
      }
      System.out.printf("%s: %d faults, %d worse%n", name, faults.size(), worse.size());
      assertThat(worse).isEmpty();
    }
  }

  /** With all switched on, only what does not run by default. */
  private static Map<String, String> methods(RuleRuns runs, Setting setting) throws Exception {
    TreeMap<String, String> methods = runs.methods(setting.options);
    if (setting != Setting.BY_DEFAULT) {
      methods.keySet().removeAll(runs.methods(List.of()).keySet());
    }
    return methods;
  }

  private static double longest() {
    return RuleRuns.TIMEOUT_SECONDS + SLACK_SECONDS;
  }
}

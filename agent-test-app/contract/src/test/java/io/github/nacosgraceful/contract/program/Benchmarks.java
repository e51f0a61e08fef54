package io.github.nacosgraceful.contract.program;

import io.github.nacosgraceful.bridge.Bridge;
import java.io.File;
import java.util.Arrays;
import java.util.Collection;
import java.util.stream.Collectors;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Runs the benchmarks in JVMs without and with the agent, and prints both medians. Arguments are
 * JMH's own: {@code -f 3 -i 10}.
 *
 * <pre>
 * mvn -q verify -Dsuite=benchmark -pl agent-test-app/contract -am -DskipTests -DskipITs
 * </pre>
 */
public final class Benchmarks {

  private static final String PICKS = "PickBenchmark|ManyServicesBenchmark";

  private static final String OTHERS =
      "|CallBenchmark|RerouteBenchmark|RequestBenchmark|ServerBenchmark";

  private Benchmarks() {}

  public static void main(String[] arguments) throws Exception {
    // JMH gives its forks the class path of this JVM. Unpacked, the agent's classes would be
    // found there before those of its jar.
    String own =
        new File(Bridge.class.getProtectionDomain().getCodeSource().getLocation().toURI())
            .getPath();
    System.setProperty(
        "java.class.path",
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> !entry.equals(own))
            .collect(Collectors.joining(File.pathSeparator)));

    Collection<RunResult> plain = new Runner(options(arguments).include(PICKS).build()).run();
    Collection<RunResult> agent =
        new Runner(
                options(arguments)
                    .include(PICKS + OTHERS)
                    .jvmArgsAppend("-javaagent:" + System.getProperty("agent.jar"))
                    .build())
            .run();
    System.out.println();
    System.out.printf("%-64s %10s %-6s %10s %10s%n", "medians", "time", "", "B/op", "CPU ms");
    plain.forEach(result -> print("without agent", result));
    agent.forEach(result -> print("with agent", result));
  }

  private static ChainedOptionsBuilder options(String[] arguments)
      throws CommandLineOptionException {
    return new OptionsBuilder()
        .parent(new CommandLineOptions(arguments))
        .addProfiler(GCProfiler.class)
        .warmupTime(TimeValue.seconds(1))
        .measurementTime(TimeValue.seconds(1))
        .shouldFailOnError(true)
        .jvmArgsPrepend("-Xmx4g");
  }

  private static void print(String how, RunResult result) {
    System.out.printf(
        "%-64s %10.1f %-6s %10s %10s%n",
        name(result) + " " + how,
        result.getPrimaryResult().getStatistics().getPercentile(50),
        result.getPrimaryResult().getScoreUnit(),
        median(result.getSecondaryResults().get("gc.alloc.rate.norm")),
        median(result.getSecondaryResults().get("millis")));
  }

  private static String median(Result<?> result) {
    return result == null ? "" : String.format("%.1f", result.getStatistics().getPercentile(50));
  }

  /** {@code PickBenchmark.ribbon instances=3}. */
  private static String name(RunResult result) {
    BenchmarkParams params = result.getParams();
    String benchmark = params.getBenchmark();
    StringBuilder name =
        new StringBuilder(
            benchmark.substring(benchmark.lastIndexOf('.', benchmark.lastIndexOf('.') - 1) + 1));
    for (String key : params.getParamsKeys()) {
      name.append(' ').append(key).append('=').append(params.getParam(key));
    }
    return name.toString();
  }
}

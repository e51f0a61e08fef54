package io.github.nacosgraceful.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nacosgraceful.contract.Fork.Output;
import io.github.nacosgraceful.testbed.Fault;
import io.github.nacosgraceful.testbed.FaultyJar;
import io.github.nacosgraceful.testbed.Jars;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The rule of the agent, that whatever fails in it nothing is worse than without it, for callers:
 * each method that runs fails in a copy of the agent of its own, and what is picked is what is
 * right or what is picked without the agent. Takes minutes; {@code -Drule=Guard} is for the methods
 * with that in their names.
 */
@Tag("following")
class PicksSweepIT {

  private static final int BESIDE_EACH_OTHER = 2 * Runtime.getRuntime().availableProcessors();
  private static final String PROGRAM = "io.github.nacosgraceful.contract.program.PicksProgram";
  private static final Pattern CHOSEN = Pattern.compile(System.getProperty("rule", ""));

  /** The JVM and woven code call these, and nothing is around them. */
  private static final String OUTERMOST =
      "Agent\\.premain\\(.*|bridge\\.Bridge\\.(enter|exit|replace|leave)\\(.*";

  @TempDir Path jars;

  @Test
  void whicheverMethodThrowsNoPickIsWorse() throws Exception {
    Output plain = fork().run(PROGRAM);
    Output right = fork().withAgent().run(PROGRAM);
    System.out.println("picks: plain " + plain.out() + ", with the agent " + right.out());
    List<String> worse = Collections.synchronizedList(new ArrayList<>());
    ExecutorService pool = Executors.newFixedThreadPool(BESIDE_EACH_OTHER);
    try {
      List<Future<?>> all = new ArrayList<>();
      for (String method : methods()) {
        all.add(
            pool.submit(
                () -> {
                  Output output = run(Fault.of(method + " throws"));
                  String how = worse(output, plain, right);
                  if (!how.isEmpty()) {
                    System.out.println(method + ": " + how);
                    worse.add(method + ": " + how);
                  }
                  return null;
                }));
      }
      for (Future<?> one : all) {
        one.get();
      }
      System.out.printf("picks: %d faults, %d worse%n", all.size(), worse.size());
    } finally {
      pool.shutdownNow();
    }
    assertThat(worse).isEmpty();
  }

  private static Fork fork() {
    return new Fork(
        Stream.concat(
                Following.newest().reduce((a, b) -> b).orElseThrow().jars().stream(),
                Jars.of(List.of("com.netflix.ribbon:ribbon-loadbalancer:2.3.0")).stream())
            .toList());
  }

  private Output run(Fault fault) throws Exception {
    Path jar = Files.createTempFile(jars, "agent", ".jar");
    try {
      FaultyJar.copy(agent(), jar, List.of(fault));
      return fork().with("-javaagent:" + jar).run(PROGRAM);
    } finally {
      Files.delete(jar);
    }
  }

  private List<String> methods() throws Exception {
    Path jar = FaultyJar.copyThatNotes(agent(), jars.resolve("noting.jar"));
    Path notes = jars.resolve("seen");
    fork().with("-javaagent:" + jar).with("-Dseen=" + notes).run(PROGRAM);
    return Files.readAllLines(notes).stream()
        .map(line -> line.split("\t")[0])
        .filter(method -> !method.matches(OUTERMOST) && CHOSEN.matcher(method).find())
        .sorted()
        .toList();
  }

  private static Path agent() {
    return Path.of(System.getProperty("agent.jar"));
  }

  /** In words; empty if nothing is. */
  private static String worse(Output output, Output plain, Output right) {
    if (output.exit() != 0 || output.out().size() != plain.out().size()) {
      return "exit code %d, %s".formatted(output.exit(), output.out());
    }
    for (int i = 0; i < plain.out().size(); i++) {
      String[] got = output.out().get(i).split(" ");
      String[] asPlain = plain.out().get(i).split(" ");
      String[] asRight = right.out().get(i).split(" ");
      for (int word = 0; word < got.length; word++) {
        if (!got[word].equals(asPlain[word]) && !got[word].equals(asRight[word])) {
          return "%s: %s, neither %s nor %s"
              .formatted(got[0], got[word], asPlain[word], asRight[word]);
        }
      }
    }
    return "";
  }
}

package io.github.nacosgraceful.faults;

import io.github.nacosgraceful.testbed.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What the agent meets in a run. */
final class Trouble {

  private final List<Fault> faults = new ArrayList<>();
  private final List<String> options = new ArrayList<>();
  private final List<String> lacking = new ArrayList<>();

  /** Something in the agent fails, as {@link Fault#of} reads it. */
  Trouble fails(String fault) {
    faults.add(Fault.of(fault));
    return this;
  }

  /** An option, {@code register.delay=1s}. */
  Trouble option(String option) {
    options.add(option);
    return this;
  }

  /** A library has no such method: its class, a dot and its name. */
  Trouble lacks(String member) {
    lacking.add(member);
    return this;
  }

  Ending run(RuleRuns runs) throws IOException {
    List<Path> classes = new ArrayList<>();
    for (String member : lacking) {
      classes.add(runs.without(member));
    }
    return runs.with(faults, options, classes.toArray(Path[]::new));
  }

  /**
   * Makes such an agent, and runs nothing.
   *
   * @throws IllegalArgumentException if the agent has no method of that name
   */
  void make(RuleRuns runs) throws IOException {
    Files.delete(runs.make(faults));
  }

  @Override
  public String toString() {
    List<String> words = new ArrayList<>();
    faults.forEach(fault -> words.add(fault.toString()));
    lacking.forEach(member -> words.add("no " + member));
    words.addAll(options);
    return words.isEmpty() ? "nothing" : String.join(", ", words);
  }
}

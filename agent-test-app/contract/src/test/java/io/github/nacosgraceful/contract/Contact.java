package io.github.nacosgraceful.contract;

import io.github.nacosgraceful.testbed.Jars;
import io.github.nacosgraceful.weave.Hook;
import io.github.nacosgraceful.weave.Weaving;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Where the agent and one version of a library touch.
 *
 * @param methods of hooked classes that have the name of a hooked method, hooked or not
 * @param problems why the agent would not work with it, in sentences; none if it does
 */
record Contact(Set<String> methods, List<String> problems) {

  /**
   * @throws IllegalStateException if its jars cannot be had
   */
  static Contact with(Version version) {
    try (WovenLoader loader = new WovenLoader(Jars.of(version.coordinates()))) {
      List<String> problems = new ArrayList<>();
      for (Hook hook : Weaving.missing(loader)) {
        problems.add("there is no " + hook);
      }
      problems.addAll(unexpected(version, loader));
      problems.addAll(notWoven(loader));
      problems.addAll(Handles.missing(version, loader));
      Set<String> methods = new TreeSet<>(Weaving.namesakes(loader));
      // What it depends on is a library of its own.
      methods.removeIf(method -> !version.library().has(JoinPoint.nameOf(method)));
      return new Contact(methods, problems);
    }
  }

  private static List<String> unexpected(Version version, WovenLoader loader) {
    Set<String> present =
        Weaving.present(loader).stream()
            .map(JoinPoint::nameOf)
            .filter(version.library()::has)
            .collect(Collectors.toSet());
    List<String> unexpected = new ArrayList<>();
    for (String expected : version.joinPoints()) {
      if (!present.remove(expected)) {
        unexpected.add("there is no " + expected + " that is hooked");
      }
    }
    present.forEach(one -> unexpected.add(one + " is there, and the list does not say so"));
    return unexpected;
  }

  private static List<String> notWoven(WovenLoader loader) {
    List<String> broken = new ArrayList<>();
    for (Hook hook : Weaving.present(loader)) {
      try {
        // Listing the methods links the class, and linking verifies it.
        Class.forName(hook.type(), false, loader).getDeclaredMethods();
      } catch (ReflectiveOperationException | LinkageError | RuntimeException e) {
        broken.add(hook.type() + " cannot be woven: " + e);
      }
    }
    return broken.stream().distinct().toList();
  }

  /** What is not as in an older version, in short sentences; none if everything is. */
  List<String> changesSince(Contact older) {
    List<String> changes = new ArrayList<>();
    methods.stream()
        .filter(one -> !older.methods.contains(one))
        .forEach(one -> changes.add("new: " + one));
    older.methods.stream()
        .filter(one -> !methods.contains(one))
        .forEach(one -> changes.add("gone: " + one));
    problems.stream().filter(one -> !older.problems.contains(one)).forEach(changes::add);
    return changes;
  }
}

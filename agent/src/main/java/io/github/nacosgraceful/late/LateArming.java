package io.github.nacosgraceful.late;

import io.github.nacosgraceful.log.Log;
import io.github.nacosgraceful.member.Reflection;
import io.github.nacosgraceful.part.LateOutcome;
import io.github.nacosgraceful.part.Part;
import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;

/**
 * What is left to do when the agent comes into a JVM that runs already: its hooks are woven, but
 * what was made or registered before went past them. Finds these objects and has their parts tell
 * the hooks of them, as if it happened now. Runs once, on the thread that attaches.
 */
public final class LateArming {

  private static final Logger log = Log.get();

  private final List<Part> parts;
  private final LateOutcome outcome = new LateOutcome();

  /**
   * @param parts those that are on; clients come first, for what they have heard of a service is
   *     what a guard goes by
   */
  public LateArming(List<Part> parts) {
    this.parts = parts;
  }

  /**
   * @return what is armed now and what is not, in sentences; also in the log
   */
  public List<String> arm(Instrumentation instrumentation) {
    Set<String> loaded = loadedOf(instrumentation);
    if (!loaded.isEmpty()) {
      search(instrumentation);
    }
    List<String> said = new ArrayList<>();
    for (Part part : parts) {
      part.armed(loaded, outcome);
    }
    String found = outcome.found();
    log.info("attached: found {}", found);
    said.add("found " + found);
    String late = outcome.unarmed();
    if (!late.isEmpty()) {
      log.warn("attached: cannot be armed late: {}", late);
      said.add("cannot be armed late: " + late);
    }
    return said;
  }

  private Set<String> wanted() {
    Set<String> wanted = new HashSet<>();
    for (Part part : parts) {
      wanted.addAll(part.lateTypes());
    }
    return wanted;
  }

  private Set<String> loadedOf(Instrumentation instrumentation) {
    Set<String> wanted = wanted();
    Set<String> loaded = new HashSet<>();
    for (Class<?> type : instrumentation.getAllLoadedClasses()) {
      if (wanted.contains(type.getName())) {
        loaded.add(type.getName());
      }
    }
    return loaded;
  }

  private void search(Instrumentation instrumentation) {
    try {
      Reachable reachable = new Reachable(instrumentation, wanted());
      List<Object> found = reachable.find();
      log.debug(
          "looked into {} objects in {} ms, found {}",
          reachable.size(),
          reachable.millis(),
          found.size());
      if (!reachable.isWhole()) {
        outcome.cannotArm(
            "what was not among the " + reachable.size() + " objects that could be looked into");
      }
      for (Part part : parts) {
        for (Object object : found) {
          arm(part, object);
        }
      }
    } catch (Throwable t) {
      log.debug("the objects of this JVM cannot be looked into", t);
      outcome.cannotArm("what was made before: this JVM cannot be looked into (" + t + ")");
    }
  }

  private void arm(Part part, Object found) {
    for (String type : part.lateTypes()) {
      if (Reflection.isA(found, type)) {
        try {
          part.arm(found, outcome);
        } catch (Throwable t) {
          log.debug("{} could not be armed late", found.getClass().getName(), t);
          outcome.cannotArm("a " + found.getClass().getSimpleName() + " made before (" + t + ")");
        }
        return;
      }
    }
  }
}

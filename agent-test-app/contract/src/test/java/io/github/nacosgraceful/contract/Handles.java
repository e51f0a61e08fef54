package io.github.nacosgraceful.contract;

import io.github.nacosgraceful.member.Need;
import io.github.nacosgraceful.start.Parts;
import java.util.ArrayList;
import java.util.List;

/** Looks for every member that a part of the agent needs of its library. */
final class Handles {

  private Handles() {}

  /**
   * What a version lacks of the members that the agent looks up in its classes, in sentences. What
   * is not to be found in any class of it is not asked for: {@link #found} says what was.
   */
  static List<String> missing(Version version, ClassLoader loader) {
    List<String> missing = new ArrayList<>();
    for (Need need : needs()) {
      Class<?> owner = owner(need, loader);
      if (owner != null && !KnownGaps.cover(version, need)) {
        try {
          need.check(owner);
        } catch (ReflectiveOperationException | LinkageError e) {
          missing.add(need + " in " + version + ": " + e);
        }
      }
    }
    return missing;
  }

  /** The needs whose class a version has. */
  static List<String> found(ClassLoader loader) {
    return needs().stream()
        .filter(need -> owner(need, loader) != null)
        .map(Need::toString)
        .toList();
  }

  static List<Need> needs() {
    return Parts.all().stream().flatMap(part -> part.needs().stream()).toList();
  }

  private static Class<?> owner(Need need, ClassLoader loader) {
    try {
      return Class.forName(need.type(), false, loader);
    } catch (ClassNotFoundException | LinkageError e) {
      return null;
    }
  }
}

package io.github.nacosgraceful.contract;

import io.github.nacosgraceful.weave.Hook;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.aether.util.version.GenericVersionScheme;
import org.eclipse.aether.version.InvalidVersionSpecificationException;
import org.eclipse.aether.version.VersionConstraint;
import org.eclipse.aether.version.VersionScheme;

/** What {@code versions/join-points.txt} says of each version. */
final class JoinPoints {

  private static final VersionScheme VERSIONS = new GenericVersionScheme();

  private static final List<Expected> ALL =
      Library.lines("join-points").map(line -> Expected.parse(line.split("\\s+"))).toList();

  private JoinPoints() {}

  /** A method with two forms is there twice. */
  static List<String> all() {
    return ALL.stream().map(Expected::method).toList();
  }

  /** Dependencies of a version may have join points too; they have versions of their own. */
  static boolean belongsTo(Library library, String method) {
    return ALL.stream().anyMatch(e -> e.method.equals(method) && e.list.equals(library.list));
  }

  static Set<String> expectedIn(Version version) {
    return ALL.stream()
        .filter(expected -> expected.list.equals(version.library().list))
        .filter(expected -> isIn(version, expected.range))
        .map(Expected::method)
        .collect(Collectors.toSet());
  }

  static boolean isIn(Version version, String range) {
    try {
      VersionConstraint versions = VERSIONS.parseVersionConstraint(range);
      return versions.containsVersion(VERSIONS.parseVersion(version.number()));
    } catch (InvalidVersionSpecificationException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** The simple name of the class and the method: {@code ServiceInfoHolder#processServiceInfo}. */
  static String shortName(Hook hook) {
    String method = hook.toString().replaceFirst("\\(.*", "");
    return method.substring(method.lastIndexOf('.') + 1);
  }

  private record Expected(String list, String method, String range) {
    static Expected parse(String[] words) {
      return new Expected(words[0], words[1], words[2]);
    }
  }
}

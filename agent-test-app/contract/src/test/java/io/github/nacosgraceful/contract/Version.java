package io.github.nacosgraceful.contract;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.aether.util.version.GenericVersionScheme;
import org.eclipse.aether.version.InvalidVersionSpecificationException;
import org.eclipse.aether.version.VersionScheme;

/**
 * One version of a library.
 *
 * @param coordinates what its class path is resolved from
 */
record Version(Library library, String number, List<String> coordinates) {

  private static final VersionScheme SCHEME = new GenericVersionScheme();

  /** The methods that the agent hooks in this version. */
  Set<String> joinPoints() {
    return library.joinPoints().stream()
        .filter(joinPoint -> isIn(joinPoint.range()))
        .map(JoinPoint::method)
        .collect(Collectors.toSet());
  }

  /** Whether it is one of a range as Maven writes them: {@code [2.1.1,)}. */
  boolean isIn(String range) {
    try {
      return SCHEME.parseVersionConstraint(range).containsVersion(SCHEME.parseVersion(number));
    } catch (InvalidVersionSpecificationException e) {
      throw new IllegalArgumentException(e);
    }
  }

  @Override
  public String toString() {
    return library + " " + number;
  }
}

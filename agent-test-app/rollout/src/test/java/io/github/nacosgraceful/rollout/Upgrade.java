package io.github.nacosgraceful.rollout;

import io.github.nacosgraceful.testbed.Jars;
import io.github.nacosgraceful.testbed.Published;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.aether.util.version.GenericVersionScheme;
import org.eclipse.aether.version.InvalidVersionSpecificationException;
import org.eclipse.aether.version.VersionScheme;

/**
 * A stack on another version of one of its libraries.
 *
 * @param stack whose class path is changed
 * @param artifact the library, {@code group:artifact}; with it goes what is on the class path of
 *     its group, or of one below, in the same version
 * @param line the newest release of which line; empty for the newest of all
 */
record Upgrade(String stack, String artifact, String line) {

  private static final VersionScheme VERSIONS = new GenericVersionScheme();

  private static final String REPOSITORY = System.getProperty("maven.localRepository", "");

  /** How a local repository of Maven names a jar. */
  private static final Pattern JAR =
      Pattern.compile("/(?<group>.+)/(?<artifact>[^/]+)/(?<version>[^/]+)/[^/]+\\.jar");

  /** The newest that Maven's metadata names at this moment and that can be had. */
  String newest(Classpath jars) {
    Published published = Published.of(artifact);
    return (line.isEmpty() ? published.newestFirst() : published.newestFirstLike(line + ".0"))
        .stream()
            .filter(version -> Jars.canBeHad(withIt(jars, version)))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("there is no " + artifact + " to be had"));
  }

  /** The version that the stack has. */
  String own(Classpath jars) {
    return jars.entries().stream()
        .flatMap(entry -> coordinate(entry).stream())
        .filter(one -> one.name().equals(artifact))
        .map(Coordinate::version)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(stack + " has no " + artifact));
  }

  /** With what the newer version needs, where the stack has that not at all or in an older one. */
  Classpath apply(Classpath jars, String version) {
    Map<String, Coordinate> own = new HashMap<>();
    jars.entries().forEach(entry -> coordinate(entry).ifPresent(one -> own.put(one.name(), one)));
    Map<String, String> newer = new LinkedHashMap<>();
    for (Path jar : Jars.of(withIt(jars, version))) {
      Coordinate needed = coordinate(jar.toString()).orElseThrow();
      Coordinate known = own.get(needed.name());
      if (known == null || known.isOlderThan(needed)) {
        newer.put(needed.name(), jar.toString());
      }
    }
    List<String> all = new ArrayList<>();
    for (String entry : jars.entries()) {
      if (coordinate(entry).filter(one -> newer.containsKey(one.name())).isEmpty()) {
        all.add(entry);
      }
    }
    all.addAll(newer.values());
    return new Classpath(all);
  }

  private List<String> withIt(Classpath jars, String version) {
    String own = own(jars);
    String group = artifact.split(":")[0];
    return jars.entries().stream()
        .flatMap(entry -> coordinate(entry).stream())
        .filter(one -> one.version().equals(own) && one.isBelow(group))
        .map(one -> one.name() + ":" + version)
        .toList();
  }

  private static Optional<Coordinate> coordinate(String entry) {
    String path = entry.startsWith(REPOSITORY) ? entry.substring(REPOSITORY.length()) : "";
    Matcher jar = JAR.matcher(path.replace(File.separatorChar, '/'));
    return jar.matches()
        ? Optional.of(
            new Coordinate(
                jar.group("group").replace('/', '.') + ":" + jar.group("artifact"),
                jar.group("version")))
        : Optional.empty();
  }

  private record Coordinate(String name, String version) {

    boolean isOlderThan(Coordinate other) {
      try {
        return VERSIONS.parseVersion(version).compareTo(VERSIONS.parseVersion(other.version)) < 0;
      } catch (InvalidVersionSpecificationException e) {
        throw new IllegalArgumentException(e);
      }
    }

    boolean isBelow(String group) {
      return name.startsWith(group + ":") || name.startsWith(group + ".");
    }
  }

  @Override
  public String toString() {
    return artifact + (line.isEmpty() ? "" : " " + line) + " in " + stack;
  }
}

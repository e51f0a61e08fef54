package io.github.nacosgraceful.testbed;

import eu.maveniverse.maven.mima.context.Context;
import eu.maveniverse.maven.mima.context.ContextOverrides;
import eu.maveniverse.maven.mima.context.Runtimes;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.collection.CollectRequest;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.repository.RepositoryPolicy;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResolutionException;
import org.eclipse.aether.resolution.ArtifactResult;
import org.eclipse.aether.resolution.DependencyRequest;
import org.eclipse.aether.resolution.DependencyResolutionException;
import org.eclipse.aether.resolution.VersionRangeRequest;
import org.eclipse.aether.resolution.VersionRangeResolutionException;
import org.eclipse.aether.util.artifact.JavaScopes;
import org.eclipse.aether.util.filter.DependencyFilterUtils;
import org.eclipse.aether.version.Version;

/**
 * Gets the jars of a version and of its dependencies, as Maven would: with the settings and the
 * local repository of the build that runs the test.
 */
public final class Jars {

  private static final Context MAVEN =
      Runtimes.INSTANCE
          .getRuntime()
          .create(
              ContextOverrides.create()
                  .withUserSettings(true)
                  .withGlobalSettingsXmlOverride(path("maven.globalSettings"))
                  .withUserSettingsXmlOverride(path("maven.userSettings"))
                  .withLocalRepositoryOverride(path("maven.localRepository"))
                  .build());

  private static final Map<Collection<String>, List<Path>> RESOLVED = new ConcurrentHashMap<>();

  private Jars() {}

  /** The class path of some coordinates, in Maven's order. */
  public static List<Path> of(Collection<String> coordinates) {
    return RESOLVED.computeIfAbsent(List.copyOf(coordinates), Jars::resolve);
  }

  /** One file, of whatever type its coordinates say, without its dependencies. */
  public static Path file(String coordinates) {
    ArtifactRequest request =
        new ArtifactRequest(
            new DefaultArtifact(coordinates), MAVEN.remoteRepositories(), "the test");
    try {
      return MAVEN
          .repositorySystem()
          .resolveArtifact(MAVEN.repositorySystemSession(), request)
          .getArtifact()
          .getFile()
          .toPath();
    } catch (ArtifactResolutionException e) {
      throw new IllegalStateException("cannot resolve " + coordinates, e);
    }
  }

  /** Whether each of them, and all that they need, can be had: metadata names more than that. */
  public static boolean canBeHad(Collection<String> coordinates) {
    try {
      of(coordinates);
      return true;
    } catch (IllegalStateException e) {
      return false;
    }
  }

  /**
   * All versions of an artifact that Maven's metadata names at this moment, the newest last.
   *
   * @param artifact {@code group:artifact}
   */
  public static List<String> versions(String artifact) {
    DefaultRepositorySystemSession asking =
        new DefaultRepositorySystemSession(MAVEN.repositorySystemSession());
    asking.setUpdatePolicy(RepositoryPolicy.UPDATE_POLICY_ALWAYS);
    VersionRangeRequest request =
        new VersionRangeRequest(
            new DefaultArtifact(artifact + ":[0,)"), MAVEN.remoteRepositories(), "the test");
    try {
      List<String> versions =
          MAVEN.repositorySystem().resolveVersionRange(asking, request).getVersions().stream()
              .map(Version::toString)
              .toList();
      if (versions.isEmpty()) {
        throw new IllegalStateException("no version of " + artifact + " is known");
      }
      return versions;
    } catch (VersionRangeResolutionException e) {
      throw new IllegalStateException("cannot ask for the versions of " + artifact, e);
    }
  }

  private static List<Path> resolve(Collection<String> coordinates) {
    List<Dependency> roots =
        coordinates.stream()
            .map(c -> new Dependency(new DefaultArtifact(c), JavaScopes.RUNTIME))
            .toList();
    CollectRequest collect = new CollectRequest(roots, null, MAVEN.remoteRepositories());
    DependencyRequest request =
        new DependencyRequest(collect, DependencyFilterUtils.classpathFilter(JavaScopes.RUNTIME));
    try {
      return MAVEN
          .repositorySystem()
          .resolveDependencies(MAVEN.repositorySystemSession(), request)
          .getArtifactResults()
          .stream()
          .map(ArtifactResult::getArtifact)
          .filter(artifact -> artifact.getExtension().equals("jar"))
          .map(artifact -> artifact.getFile().toPath())
          .toList();
    } catch (DependencyResolutionException e) {
      throw new IllegalStateException("cannot resolve " + coordinates, e);
    }
  }

  /** Null, which means Maven's own default, where the build has none. */
  private static Path path(String property) {
    String value = System.getProperty(property, "");
    return value.isEmpty() || value.startsWith("${") ? null : Path.of(value);
  }
}

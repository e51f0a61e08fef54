package io.github.nacosgraceful.testbed;

import eu.maveniverse.maven.mima.context.Context;
import eu.maveniverse.maven.mima.context.ContextOverrides;
import eu.maveniverse.maven.mima.context.Runtimes;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.collection.CollectRequest;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResolutionException;
import org.eclipse.aether.resolution.ArtifactResult;
import org.eclipse.aether.resolution.DependencyRequest;
import org.eclipse.aether.resolution.DependencyResolutionException;
import org.eclipse.aether.util.artifact.JavaScopes;
import org.eclipse.aether.util.filter.DependencyFilterUtils;

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

  /** One jar without its dependencies: {@code group:artifact[:jar:classifier]:version}. */
  public static Path alone(String coordinates) {
    ArtifactRequest request =
        new ArtifactRequest(new DefaultArtifact(coordinates), MAVEN.remoteRepositories(), null);
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

package io.github.nacosgraceful.launchers;

import io.github.nacosgraceful.testbed.Jvm;
import io.github.nacosgraceful.testbed.Workspace;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The sample, compiled for one generation of Spring Cloud.
 *
 * @param classes of the sample
 * @param libraries all that it needs
 */
record Sample(Path classes, List<Path> libraries) {

  static Sample of(Workspace workspace, String name) throws IOException {
    String line = Jvm.classpath(workspace.stackClasspath(name));
    List<Path> entries = Stream.of(line.split(File.pathSeparator)).map(Path::of).toList();
    return new Sample(entries.get(0), entries.subList(1, entries.size()));
  }

  /** With other jars, or other classes of its own, in front. */
  String classpath(Path... first) {
    return String.join(
        File.pathSeparator,
        Stream.concat(Stream.of(first), libraries.stream()).map(Path::toString).toList());
  }

  /** Of Spring Boot. */
  String bootVersion() {
    return libraries.stream()
        .map(jar -> jar.getFileName().toString())
        .filter(jar -> jar.matches("spring-boot-\\d.*\\.jar"))
        .map(jar -> jar.substring("spring-boot-".length(), jar.length() - ".jar".length()))
        .findFirst()
        .orElseThrow();
  }
}

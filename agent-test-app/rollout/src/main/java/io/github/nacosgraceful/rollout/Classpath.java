package io.github.nacosgraceful.rollout;

import io.github.nacosgraceful.testbed.Jvm;
import io.github.nacosgraceful.testbed.Workspace;
import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The jars of a stack. */
record Classpath(List<String> entries) {

  static Classpath of(Workspace workspace, String stack) throws IOException {
    String line = Jvm.classpath(workspace.stackClasspath(stack));
    return new Classpath(List.of(line.split(File.pathSeparator)));
  }

  /** Without those of {@link Client#OPTIONAL_JARS} that nothing needs. */
  String with(List<String> needed) {
    return entries.stream()
        .filter(
            entry -> Client.OPTIONAL_JARS.stream().noneMatch(jar -> isNeedless(entry, jar, needed)))
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** Where there are no servlets, WebFlux is what the application itself runs on. */
  private boolean isNeedless(String entry, String jar, List<String> needed) {
    boolean itself = jar.equals("spring-webflux") && version("spring-webmvc").isEmpty();
    return !itself && !needed.contains(jar) && version(entry, jar).isPresent();
  }

  /** Of the jar with that name, if it is there. */
  Optional<String> version(String jar) {
    return entries.stream().flatMap(entry -> version(entry, jar).stream()).findFirst();
  }

  private static Optional<String> version(String entry, String jar) {
    Matcher name =
        Pattern.compile(Pattern.quote(jar) + "-(\\d.*)\\.jar").matcher(new File(entry).getName());
    return name.matches() ? Optional.of(name.group(1)) : Optional.empty();
  }
}

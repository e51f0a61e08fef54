package io.github.nacosgraceful.contract;

import io.github.nacosgraceful.testbed.Suite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A library that the agent hooks. Its file in {@code libraries/} says what it is called in Maven
 * Central, which join points the agent has in it and from which version to which, and the versions
 * that are tested. A line begins with {@code artifact}, {@code joinpoint} or {@code version}.
 */
record Library(
    String name, String artifact, List<JoinPoint> joinPoints, List<String> versionLines) {

  static final Library NACOS_CLIENT = named("nacos-client");
  static final Library LOADBALANCER = named("spring-cloud-loadbalancer");
  static final Library RIBBON = named("ribbon");
  static final Library GRPC_CLIENT = named("grpc-client");
  static final Library GRPC_CLIENT_3 = named("grpc-client-3");
  static final Library FEIGN = named("feign");
  static final Library GATEWAY_SERVER_MVC = named("spring-cloud-gateway-server-mvc");
  static final Library GATEWAY_MVC = named("spring-cloud-gateway-mvc");
  static final Library NETFLIX_RIBBON = named("spring-cloud-netflix-ribbon");
  static final Library SPRING_WEB = named("spring-web");
  static final Library TOMCAT = named("tomcat-embed-core");
  static final Library JETTY = named("jetty-server");
  static final Library MICROMETER = named("micrometer-core");
  static final Library ALIBABA_DISCOVERY = named("spring-cloud-alibaba-discovery");

  private static final String ENDING = ".txt";

  /** All that have a file. */
  static Stream<Library> all() {
    try (Stream<Path> files = Files.list(folder())) {
      return files
          .map(file -> file.getFileName().toString())
          .sorted()
          .map(file -> named(file.substring(0, file.length() - ENDING.length())))
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Library named(String name) {
    List<String> lines;
    try {
      lines = Files.readAllLines(folder().resolve(name + ENDING));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Library(
        name,
        those(lines, "artifact").findFirst().orElseThrow(),
        those(lines, "joinpoint").map(JoinPoint::parse).toList(),
        those(lines, "version").toList());
  }

  /** What follows the word, without its comment. */
  private static Stream<String> those(List<String> lines, String word) {
    return lines.stream()
        .filter(line -> line.startsWith(word + " "))
        .map(line -> line.substring(word.length()).replaceFirst("#( .*)?$", "").strip());
  }

  private static Path folder() {
    URL folder = Objects.requireNonNull(Library.class.getResource("/libraries"));
    try {
      return Path.of(folder.toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Dependencies of a version may have join points too; they have files of their own. */
  boolean has(String method) {
    return joinPoints.stream().anyMatch(joinPoint -> joinPoint.method().equals(method));
  }

  Version version(String number) {
    return new Version(this, number, List.of(artifact + ":" + number));
  }

  Stream<Version> versions() {
    return versionLines.stream().map(this::parse);
  }

  /** The oldest and the newest; all of them in the suite that a test belongs to. */
  Stream<Version> chosenVersions(String suite) {
    List<Version> all = versions().toList();
    return Suite.is(suite) ? all.stream() : Stream.of(all.get(0), all.get(all.size() - 1));
  }

  /** A version, and the coordinates of what it needs beside its own dependencies. */
  private Version parse(String line) {
    String[] words = line.split("\\s+");
    List<String> companions = List.of(words).subList(1, words.length);
    return new Version(
        this,
        words[0],
        Stream.concat(Stream.of(artifact + ":" + words[0]), companions.stream()).toList());
  }

  @Override
  public String toString() {
    return name;
  }
}

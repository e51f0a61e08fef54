package io.github.nacosgraceful.contract;

import io.github.nacosgraceful.testbed.Suite;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** A library that the agent hooks. The versions that are tested are in a file of its own. */
enum Library {
  NACOS_CLIENT("nacos-client", "com.alibaba.nacos:nacos-client"),
  LOADBALANCER(
      "spring-cloud-loadbalancer", "org.springframework.cloud:spring-cloud-starter-loadbalancer"),
  RIBBON("ribbon", "com.netflix.ribbon:ribbon-loadbalancer"),
  GRPC_CLIENT("grpc-client", "net.devh:grpc-client-spring-boot-autoconfigure"),
  TOMCAT("tomcat-embed-core", "org.apache.tomcat.embed:tomcat-embed-core"),
  JETTY("jetty-server", "org.eclipse.jetty:jetty-server"),
  UNDERTOW("undertow-core", "io.undertow:undertow-core"),
  GRPC_SERVER("grpc-core", "io.grpc:grpc-core"),
  DUBBO("dubbo", "org.apache.dubbo:dubbo"),
  SPRING_CONTEXT("spring-context", "org.springframework:spring-context"),
  SPRING_WEB("spring-web", "org.springframework:spring-web"),
  FEIGN("feign", "io.github.openfeign:feign-core"),
  NETTY("netty", "io.netty:netty-transport"),
  MICROMETER("micrometer-core", "io.micrometer:micrometer-core"),
  ALIBABA_DISCOVERY(
      "spring-cloud-alibaba-discovery",
      "com.alibaba.cloud:spring-cloud-starter-alibaba-nacos-discovery");

  final String list;
  private final String artifact;

  Library(String list, String artifact) {
    this.list = list;
    this.artifact = artifact;
  }

  Version version(String number) {
    return new Version(this, number, List.of(artifact + ":" + number));
  }

  Stream<Version> versions() {
    return lines(list).map(this::parse);
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

  /** The lines of a file in {@code versions/} without comments. */
  static Stream<String> lines(String file) {
    String path = "/versions/" + file + ".txt";
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(Library.class.getResourceAsStream(path), path),
                StandardCharsets.UTF_8))) {
      return reader
          .lines()
          .map(line -> line.replaceFirst("#( .*)?$", "").strip())
          .filter(line -> !line.isEmpty())
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

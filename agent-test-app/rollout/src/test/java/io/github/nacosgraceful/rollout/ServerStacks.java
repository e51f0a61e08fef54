package io.github.nacosgraceful.rollout;

import java.util.List;

/** The stacks that have each web server in each of its major versions. */
final class ServerStacks {

  static final List<String> ALL =
      List.of(
          "greenwich", // Tomcat 9
          "2025", // 10.1
          "2025.1", // 11
          "greenwich-jetty", // Jetty 9.4
          "2022-jetty", // 11
          "2025-jetty", // 12.0
          "2025.1-jetty", // 12.1
          "greenwich-undertow", // Undertow 2.0
          "2025-undertow", // 2.3
          "greenwich-webflux", // Reactor Netty 0.8
          "2025-webflux", // 1.2
          "2025.1-webflux"); // 1.3

  /** Spring Boot has HTTP/2 without TLS since 2.5. */
  static final List<String> WITH_HTTP2 =
      List.of(
          "2021", // Tomcat 9
          "2025",
          "2025.1",
          "2022-jetty",
          "2025-jetty",
          "2025.1-jetty",
          "2025-undertow",
          "2025-webflux",
          "2025.1-webflux");

  private ServerStacks() {}

  /** What {@code -Dservers} says; nothing for a few. */
  static String chosen() {
    return System.getProperty("servers", "");
  }
}

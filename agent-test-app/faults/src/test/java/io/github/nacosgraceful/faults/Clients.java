package io.github.nacosgraceful.faults;

import io.github.nacosgraceful.testbed.Suite;
import java.util.stream.Stream;

/** What a case is run with. */
final class Clients {

  private Clients() {}

  /** HTTP and beats; gRPC; gRPC with the newest server. In the tests of every build two of them. */
  static Stream<With> ofEachFamily() {
    return Suite.is("faults")
        ? both("2.2.4 1.4.2", "2.2.4 2.2.0", "3.1 3.1.1")
        : both("3.1 1.4.2", "3.1 3.1.1");
  }

  /** Each family, with Nacos 3.1. */
  static Stream<With> onTheNewestServer() {
    return both("3.1 1.4.2", "3.1 2.2.0", "3.1 3.1.1");
  }

  /** On both sides of each change in how a client registers and redoes. */
  static Stream<With> ofEachGeneration() {
    return both(
        "2.2.4 1.1.4",
        "2.2.4 1.4.2",
        "2.2.4 1.4.8",
        "2.2.4 2.0.2",
        "2.2.4 2.0.4",
        "2.2.4 2.1.2",
        "2.2.4 2.2.0",
        "3.1 2.3.2",
        "3.1 2.5.1",
        "3.1 3.0.3",
        "3.1 3.1.1",
        "3.1 3.2.1-2026.03.30");
  }

  /** Those with a connection. */
  static Stream<With> withConnection() {
    return both("2.2.4 2.2.0", "3.1 3.1.1");
  }

  /** In every build, and with {@code -Donly=agent}, only with the agent. */
  private static Stream<With> both(String... serversAndClients) {
    boolean plainToo = Suite.is("faults") && !"agent".equals(System.getProperty("only"));
    return With.each(serversAndClients).filter(with -> with.agent() || plainToo);
  }
}

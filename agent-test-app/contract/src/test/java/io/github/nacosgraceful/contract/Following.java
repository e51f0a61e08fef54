package io.github.nacosgraceful.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nacosgraceful.contract.Fork.Output;
import io.github.nacosgraceful.testbed.Jars;
import io.github.nacosgraceful.testbed.Suite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Versions of Spring Cloud LoadBalancer, each with the Nacos client and the Spring of its time: one
 * old and the newest, all in the suite.
 */
record Following(String loadBalancer, String nacos, String spring, boolean core) {

  private static final String PROGRAM = "io.github.nacosgraceful.contract.program.";

  static Stream<Following> versions() {
    return Stream.of(
            new Following("2.2.0.RELEASE", "2.1.0", "5.2.25.RELEASE", false),
            new Following("2.2.9.RELEASE", "2.1.0", "5.2.25.RELEASE", true),
            new Following("3.1.9", "2.2.0", "5.3.39", false),
            new Following("4.3.3", "3.0.3", "6.2.19", false),
            new Following("5.0.2", "3.1.1", "7.0.3", true))
        .filter(versions -> versions.core || Suite.is("following"));
  }

  /** Where one version is enough for an ordinary build. */
  static Stream<Following> newest() {
    return versions().skip(Suite.is("following") ? 0 : versions().count() - 1);
  }

  /** Whether it is one of these versions of LoadBalancer. */
  boolean isIn(String range) {
    return Library.LOADBALANCER.version(loadBalancer).isIn(range);
  }

  Fork fork() {
    return new Fork(jars());
  }

  List<Path> jars() {
    return Jars.of(coordinates());
  }

  List<String> coordinates() {
    return Stream.of(
            Library.NACOS_CLIENT.version(nacos).coordinates(),
            Library.LOADBALANCER.version(loadBalancer).coordinates(),
            List.of(
                "org.slf4j:slf4j-api:1.7.36",
                "com.github.ben-manes.caffeine:caffeine:2.9.3",
                "jakarta.servlet:jakarta.servlet-api:6.0.0",
                "org.springframework:spring-webflux:" + spring))
        .flatMap(List::stream)
        .toList();
  }

  /** What a program prints without the agent. */
  Output plain(String program) {
    return run(fork(), program);
  }

  /** What it prints with the agent, which has to be silent. */
  Output agent(String program) {
    return assertSilent(run(fork().withAgent(), program));
  }

  static Output assertSilent(Output agent) {
    assertThat(agent.err())
        .contains(" armed on Java ")
        .doesNotContainPattern("suppressed (an error|errors [1-9])");
    return agent;
  }

  static Output run(Fork fork, String program, String... arguments) {
    try {
      Output output = fork.run(PROGRAM + program, arguments);
      System.out.println(program + ": " + output.out());
      assertThat(output.exit()).as(output.toString()).isZero();
      return output;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String toString() {
    return "LoadBalancer " + loadBalancer;
  }
}

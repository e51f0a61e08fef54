package io.github.nacosgraceful.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nacosgraceful.testbed.Workspace;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class DemoOptionsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --stack=2019   | stack=2019: must be one of greenwich, hoxton, hoxton-loadbalancer, 2020, 2021, 2022, 2023, 2024, 2025, 2025-webflux, 2025.1, 2025.1.4
          --nacos=3      | nacos=3: must be one of 3.1, 2.2.4
          --client=zuul  | client=zuul: must be one of feign, feign-retry, resttemplate, restclient, webclient, http-interface, nacos-loadbalancer, gateway, gateway-mvc on stack 2025
          --rate=0       | rate=0: must be from 1 to 2000
          --replicas=0   | replicas=0: must be from 1 to 5
          --settle=0     | settle=0: must be from 1 to 600
          --runs=-1      | runs=-1: must be from 1 to 20
          --warmup=-1    | warmup=-1: must be from 0 to 600
          --nacos.fails=later          | nacos.fails=later: must be one of before, during
          --kill=true --freeze=true    | kill=true, freeze=true: must be one at a time
          --nacos.fails=before --kill=true | nacos.fails=before, kill=true: must be one at a time
          --kill=true --replicas=1     | kill=true: must have replicas=2 or more, so that one is left to call
          --freeze=true --replicas=1   | freeze=true: must have replicas=2 or more, so that one is left to call
          --freeze=15                  | Invalid value for option '--freeze': '15' is not a boolean
          --cold=maybe   | Invalid value for option '--cold': 'maybe' is not a boolean
          --rate=fast    | Invalid value for option '--rate': 'fast' is not an int
          --colour=red   | Unknown option: '--colour=red'
          """)
  void wrongOptionsGetOneLineAndStartNothing(String arguments, String line) {
    StringWriter err = new StringWriter();
    int exit =
        Demo.commandLine(new Demo()).setErr(new PrintWriter(err)).execute(arguments.split(" "));
    assertThat(err.toString().strip()).isEqualTo(line);
    assertThat(exit).isEqualTo(CommandLine.ExitCode.USAGE);
  }

  @Test
  void theDefaultsAreThoseOfTheUsualDemo() {
    assertThat(scenario())
        .isEqualTo(new Scenario("2025", "3.1", "feign", 2, 200, Duration.ofSeconds(35)));
  }

  @Test
  void ribbonIsCalledThroughRestTemplateUnlessFeignIsAskedFor() {
    assertThat(scenario("--stack=hoxton", "--client=").client()).isEqualTo("resttemplate");
    assertThat(scenario("--stack=hoxton", "--client=feign").client()).isEqualTo("feign");
  }

  @Test
  void newProvidersJoinAsTheApplicationDoesUnlessToldOtherwise() {
    assertThat(options().joining(true)).isEqualTo(Joining.AS_EVER);
    assertThat(options("--cold=true", "--warmup=30").joining(false)).isEqualTo(Joining.cold());
    assertThat(options("--cold=true", "--warmup=30").joining(true))
        .isEqualTo(Joining.cold().with("register.when=ready").warmingUp(Duration.ofSeconds(30)));
    assertThat(options("--preheat=true").joining(true).options()).contains("preheat.paths=/work");
  }

  @Test
  void oneThingGoesWrongIfItIsAskedFor() {
    assertThat(options("--nacos.fails=").mishap()).isEqualTo(Mishap.NONE);
    assertThat(options("--nacos.fails=before").mishap()).isEqualTo(Mishap.NACOS_BEFORE);
    assertThat(options("--nacos.fails=during").mishap()).isEqualTo(Mishap.NACOS_DURING);
    assertThat(options("--kill=true", "--freeze=false").mishap()).isEqualTo(Mishap.KILL);
    assertThat(options("--freeze=true").mishap()).isEqualTo(Mishap.FREEZE);
  }

  @Test
  void everyClientOfEveryGenerationCanBeStarted() {
    for (Stack generation : stacks()) {
      for (String name : generation.clients()) {
        assertThat(Client.named(name)).as(name).isNotNull();
        assertThat(scenario("--stack=" + generation.name(), "--client=" + name).client())
            .isEqualTo(name);
      }
    }
  }

  private static Scenario scenario(String... arguments) {
    return options(arguments).scenario(stacks());
  }

  private static List<Stack> stacks() {
    try {
      return Stack.generations(Workspace.find("rollout"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static DemoOptions options(String... arguments) {
    Holder holder = new Holder();
    new CommandLine(holder).parseArgs(arguments);
    return holder.options;
  }

  @Command
  private static final class Holder {
    @Mixin private DemoOptions options;
  }
}

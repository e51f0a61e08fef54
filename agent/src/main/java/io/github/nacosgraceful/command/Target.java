package io.github.nacosgraceful.command;

import io.github.nacosgraceful.remote.Agents;
import io.github.nacosgraceful.remote.NoAnswerException;
import io.github.nacosgraceful.remote.RemoteAgent;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Which process a command is about, and how its answer is printed: common to those that ask an
 * agent.
 */
abstract class Target implements Callable<Integer> {

  @Spec CommandSpec spec;

  @Parameters(
      paramLabel = "PID|PORT",
      description = "A process of this machine and user, or the port that admin.port opened.")
  private int number;

  @Option(names = "--json", description = "Print the answer as it is.")
  boolean json;

  abstract String ask(RemoteAgent agent) throws NoAnswerException;

  /**
   * @return the exit code
   */
  abstract int print(String answer);

  @Override
  public Integer call() {
    try (RemoteAgent agent = Agents.find(number, spec.commandLine().getErr())) {
      return print(ask(agent));
    } catch (NoAnswerException e) {
      spec.commandLine().getErr().println(e.getMessage() + ".");
      return 1;
    }
  }
}

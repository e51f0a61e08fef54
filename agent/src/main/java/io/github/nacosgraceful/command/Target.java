package io.github.nacosgraceful.command;

import io.github.nacosgraceful.remote.Agents;
import io.github.nacosgraceful.remote.NoAnswerException;
import io.github.nacosgraceful.remote.RemoteAgent;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Which process a command is about, and how its answer is printed: common to those that ask an
 * agent.
 */
abstract class Target implements Callable<Integer> {

  @Spec CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "PID|PORT",
      description = "A process of this machine and user, or the port that admin.port opened.")
  private Integer number;

  @Option(names = "--json", description = "Print the answer as it is.")
  boolean json;

  abstract String ask(RemoteAgent agent) throws NoAnswerException;

  /**
   * @return the exit code
   */
  abstract int print(String answer);

  /** The agent that is asked. */
  RemoteAgent find() throws NoAnswerException {
    if (number == null) {
      throw new ParameterException(spec.commandLine(), "Missing required parameter: 'PID|PORT'");
    }
    return Agents.find(number, spec.commandLine().getErr());
  }

  @Override
  public Integer call() {
    try (RemoteAgent agent = find()) {
      return print(ask(agent));
    } catch (NoAnswerException e) {
      spec.commandLine().getErr().println(e.getMessage() + ".");
      return 1;
    }
  }
}

package io.github.nacosgraceful.command;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Which process a command is about, and how its answer is printed: common to those that ask an
 * agent. A number that is the PID of a JVM with the agent is asked over JMX; else it is taken for
 * the endpoint's port.
 */
abstract class Target implements Callable<Integer> {

  private static final int HIGHEST_PORT = 65_535;

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
    try (RemoteAgent agent = find()) {
      return print(ask(agent));
    } catch (NoAnswerException e) {
      spec.commandLine().getErr().println(e.getMessage() + ".");
      return 1;
    }
  }

  private RemoteAgent find() throws NoAnswerException {
    NoAnswerException noProcess;
    try {
      RemoteAgent process = OverJmx.to(number);
      if (isOpen()) {
        spec.commandLine()
            .getErr()
            .println(
                number + " is a process with the agent and an open port: it asks the process.");
      }
      return process;
    } catch (NoAnswerException e) {
      noProcess = e;
    }
    if (isOpen()) {
      return new OverHttp(number);
    }
    throw number > HIGHEST_PORT
        ? noProcess
        : new NoAnswerException(
            noProcess.getMessage() + "; and nothing listens at port " + number, noProcess);
  }

  private boolean isOpen() {
    if (number > HIGHEST_PORT) {
      return false;
    }
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), number), 1_000);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}

package io.github.nacosgraceful.remote;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;

/**
 * Finds the agent of a process of this machine by a number. The PID of a JVM with the agent is
 * asked over JMX; any other number is taken for the endpoint's port.
 */
public final class Agents {

  private static final int HIGHEST_PORT = 65_535;

  private Agents() {}

  /**
   * @param out told of it where the number could mean both
   * @throws NoAnswerException if it is neither
   */
  public static RemoteAgent find(int number, PrintWriter out) throws NoAnswerException {
    NoAnswerException noProcess;
    try {
      RemoteAgent process = OverJmx.to(number);
      if (isOpen(number)) {
        out.println(number + " is a process with the agent and an open port: it asks the process.");
      }
      return process;
    } catch (NoAnswerException e) {
      noProcess = e;
    }
    if (isOpen(number)) {
      return new OverHttp(number);
    }
    throw number > HIGHEST_PORT
        ? noProcess
        : new NoAnswerException(
            noProcess.getMessage() + "; and nothing listens at port " + number, noProcess);
  }

  /**
   * Whose endpoint is at this port of the loopback interface; it is asked with the first question.
   */
  public static RemoteAgent at(int port) {
    return new OverHttp(port);
  }

  private static boolean isOpen(int number) {
    if (number > HIGHEST_PORT) {
      return false;
    }
    try (Socket socket = new Socket(Proxy.NO_PROXY)) {
      socket.connect(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), number), 1_000);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}

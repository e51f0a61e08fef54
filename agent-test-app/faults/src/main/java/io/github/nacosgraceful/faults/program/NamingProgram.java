package io.github.nacosgraceful.faults.program;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/**
 * An application that uses nacos-client by hand, without any framework, and does what it is told.
 * It runs with each version of the client.
 *
 * <p>Its arguments are {@code key=value} properties of its naming service. It prints {@code READY},
 * then reads one command a line (see {@link Commands}) and answers each with one line: {@code OK},
 * {@code OK value}, or {@code FAILED exception: message}. At the end of its input main returns.
 */
public final class NamingProgram {

  private NamingProgram() {}

  public static void main(String[] arguments) throws Exception {
    PrintStream answers = System.out;
    // What else is printed must not be taken for an answer.
    System.setOut(System.err);
    Commands commands = new Commands();
    commands.open(Commands.DEFAULT, properties(arguments));
    answers.println("READY");
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = read(in); line != null; line = read(in)) {
      answers.println(commands.answer(line));
    }
  }

  static Properties properties(String... pairs) {
    Properties properties = new Properties();
    for (String pair : pairs) {
      int equals = pair.indexOf('=');
      properties.setProperty(pair.substring(0, equals), pair.substring(equals + 1));
    }
    return properties;
  }

  private static String read(BufferedReader in) {
    try {
      return in.readLine();
    } catch (IOException closed) {
      return null;
    }
  }
}

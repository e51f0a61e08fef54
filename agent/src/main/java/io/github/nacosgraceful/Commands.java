package io.github.nacosgraceful;

import io.github.nacosgraceful.bridge.Bridge;
import io.github.nacosgraceful.config.OptionsTable;

/**
 * {@code java -jar nacos-graceful-agent.jar}: what the jar says of itself. Runs in the isolated
 * loader.
 */
public final class Commands {

  private Commands() {}

  /**
   * @return the exit code: 0, or 2 for arguments that are not known
   */
  public static int run(String[] arguments) {
    String argument = arguments.length == 1 ? arguments[0] : "";
    switch (argument) {
      case "--version":
        System.out.println("nacos-graceful-agent " + Bridge.version());
        return 0;
      case "--help":
        System.out.println(usage());
        System.out.print(
            "Options, as system property, environment variable or agent argument:\n\n"
                + OptionsTable.text());
        return 0;
      default:
        System.err.println(usage());
        return arguments.length == 0 ? 0 : 2;
    }
  }

  private static String usage() {
    return "nacos-graceful-agent "
        + Bridge.version()
        + ": Nacos applications leave and join traffic without a failed call.\n\n"
        + "  java -javaagent:nacos-graceful-agent.jar -jar app.jar   run an application with the agent\n"
        + "  java -jar nacos-graceful-agent.jar --help               the options\n"
        + "  java -jar nacos-graceful-agent.jar --version            the version\n";
  }
}

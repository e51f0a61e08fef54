package io.github.nacosgraceful.command;

import io.github.nacosgraceful.bridge.Bridge;
import io.github.nacosgraceful.config.OptionsTable;
import io.github.nacosgraceful.doctor.DoctorCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * {@code java -jar nacos-graceful-agent.jar}: the commands of the jar. Runs in the isolated loader.
 * Exit codes: 0; 1 if the answer is no; 2 for arguments that are not known.
 */
@Command(
    name = "nacos-graceful-agent",
    description = "Nacos applications leave and join traffic without a failed call.",
    customSynopsis = {
      "java -javaagent:nacos-graceful-agent.jar -jar app.jar   run an application with the agent",
      "       java -jar nacos-graceful-agent.jar COMMAND"
    },
    mixinStandardHelpOptions = true,
    versionProvider = Commands.Version.class,
    subcommands = {ConfigCommand.class, DoctorCommand.class})
public final class Commands implements Runnable {

  private Commands() {}

  /**
   * @return the exit code
   */
  public static int run(String[] arguments) {
    CommandLine commands = new CommandLine(new Commands());
    commands
        .getHelpSectionMap()
        .put(
            CommandLine.Model.UsageMessageSpec.SECTION_KEY_FOOTER,
            help ->
                "\nOptions, as system property, environment variable or agent argument:\n\n"
                    + OptionsTable.text());
    return commands.execute(arguments);
  }

  @Override
  public void run() {
    new CommandLine(this).usage(System.err);
  }

  /** The jar's. */
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"nacos-graceful-agent " + Bridge.version()};
    }
  }
}

package io.github.nacosgraceful.command;

import io.github.nacosgraceful.config.OptionsTable;
import io.github.nacosgraceful.doctor.DoctorCommand;
import io.github.nacosgraceful.fleet.FleetCommand;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

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
    versionProvider = Version.class,
    subcommands = {
      StatusCommand.class,
      OfflineCommand.class,
      OnlineCommand.class,
      AttachCommand.class,
      ConfigCommand.class,
      DoctorCommand.class,
      FleetCommand.class
    })
public final class Commands implements Runnable {

  private static final int WIDTH = 100;

  @Spec private CommandSpec spec;

  private Commands() {}

  /**
   * @return the exit code
   */
  public static int run(String[] arguments) {
    return commandLine().execute(arguments);
  }

  static CommandLine commandLine() {
    CommandLine commands = new CommandLine(new Commands()).setUsageHelpWidth(WIDTH);
    commands.setParameterExceptionHandler(Commands::explain);
    commands.setExecutionExceptionHandler(Commands::unexpected);
    commands
        .getHelpSectionMap()
        .put(
            UsageMessageSpec.SECTION_KEY_FOOTER,
            help ->
                "\nOptions, as system property, environment variable or agent argument:\n\n"
                    + OptionsTable.text());
    return commands;
  }

  /** Without a command: what there is, and not all the options. */
  @Override
  public void run() {
    PrintWriter out = spec.commandLine().getOut();
    new CommandLine(new Commands()).setUsageHelpWidth(WIDTH).usage(out);
  }

  /** What is wrong in one line, and where to read on. */
  private static int explain(CommandLine.ParameterException e, String[] arguments) {
    CommandLine where = e.getCommandLine();
    PrintWriter err = where.getErr();
    err.println(e.getMessage());
    UnmatchedArgumentException.printSuggestions(e, err);
    err.println(
        "See java -jar nacos-graceful-agent.jar"
            + (where.getParent() == null ? "" : " " + where.getCommandName())
            + " --help");
    return where.getCommandSpec().exitCodeOnInvalidInput();
  }

  private static int unexpected(Exception e, CommandLine where, CommandLine.ParseResult parsed) {
    where.getErr().println(where.getCommandName() + " did not work: " + e);
    return where.getCommandSpec().exitCodeOnExecutionException();
  }
}

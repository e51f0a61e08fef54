package io.github.nacosgraceful.command;

import io.github.nacosgraceful.config.OptionsTable;
import picocli.CommandLine.Command;

/** Prints the table of options. */
@Command(name = "config", description = "Print the agent's options.")
final class ConfigCommand implements Runnable {

  @Override
  public void run() {
    System.out.print(OptionsTable.text());
  }
}

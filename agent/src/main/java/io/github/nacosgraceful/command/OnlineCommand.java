package io.github.nacosgraceful.command;

import io.github.nacosgraceful.remote.NoAnswerException;
import io.github.nacosgraceful.remote.RemoteAgent;
import picocli.CommandLine.Command;

/** Register again what offline has deregistered. */
@Command(
    name = "online",
    description = "Register again what offline has deregistered.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class OnlineCommand extends ChangeCommand {

  @Override
  String ask(RemoteAgent agent) throws NoAnswerException {
    return agent.online();
  }
}

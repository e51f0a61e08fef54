package io.github.nacosgraceful.command;

import io.github.nacosgraceful.remote.NoAnswerException;
import io.github.nacosgraceful.remote.RemoteAgent;
import picocli.CommandLine.Command;

/** Deregister everything that a process has registered, and let it serve on. */
@Command(
    name = "offline",
    description = "Deregister everything that a process has registered, and let it serve on.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class OfflineCommand extends ChangeCommand {

  @Override
  String ask(RemoteAgent agent) throws NoAnswerException {
    return agent.offline();
  }
}

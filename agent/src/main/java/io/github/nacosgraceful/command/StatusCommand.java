package io.github.nacosgraceful.command;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.nacosgraceful.remote.NoAnswerException;
import io.github.nacosgraceful.remote.RemoteAgent;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;

/** Prints what the agent of a process sees. 0 if everything that was registered is online. */
@Command(
    name = "status",
    description = "Print what the agent of a process sees. Exits with 0 if it is online, else 1.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class StatusCommand extends Target {

  @Override
  String ask(RemoteAgent agent) throws NoAnswerException {
    return agent.status();
  }

  @Override
  int print(String answer) {
    JsonObject status = JsonParser.parseString(answer).getAsJsonObject();
    if (json) {
      spec.commandLine().getOut().print(answer);
      spec.commandLine().getOut().flush();
    } else {
      new StatusText(status, Ansi.AUTO).print(spec.commandLine().getOut());
    }
    return StatusText.text(status, "state").equals("online") ? 0 : 1;
  }
}

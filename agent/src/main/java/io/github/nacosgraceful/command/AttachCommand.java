package io.github.nacosgraceful.command;

import io.github.nacosgraceful.Agent;
import io.github.nacosgraceful.bridge.Bridge;
import io.github.nacosgraceful.config.Settings;
import io.github.nacosgraceful.log.Plain;
import io.github.nacosgraceful.remote.NotAttachedException;
import io.github.nacosgraceful.remote.TargetJvm;
import java.io.File;
import java.io.PrintWriter;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Puts the agent into a JVM that runs already. */
@Command(
    name = "attach",
    description = "Put the agent into a JVM that runs already.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class AttachCommand implements Callable<Integer> {

  /** From here on a JVM warns of agents that come late (JEP 451). */
  private static final int WARNS = 21;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "PID", description = "The process.")
  private long pid;

  @Parameters(
      paramLabel = "name=value",
      arity = "0..*",
      index = "1..*",
      description = "Options of the agent, as behind -javaagent.")
  private List<String> options = new ArrayList<>();

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    String argument = String.join(",", options);
    List<String> warnings =
        Settings.read(argument, new Properties(), Collections.emptyMap()).warnings();
    if (!warnings.isEmpty()) {
      throw new ParameterException(spec.commandLine(), String.join("\n", warnings));
    }
    try (TargetJvm target = TargetJvm.attach(pid)) {
      NotAttachedException failure = null;
      String before = target.property(Agent.REPLY);
      try {
        target.load(ownJar(), argument);
      } catch (NotAttachedException e) {
        failure = e; // also what a JDK 8 makes of the answer of a newer one
      }
      String reply = target.property(Agent.REPLY);
      if (reply == null || failure != null && reply.equals(before)) {
        throw failure == null
            ? new NotAttachedException("process " + pid + " gave no answer")
            : failure;
      }
      return print(target, Arrays.asList(reply.split("\n")), out, err);
    } catch (NotAttachedException e) {
      err.println(e.getMessage() + ".");
      return 1;
    }
  }

  private int print(TargetJvm target, List<String> reply, PrintWriter out, PrintWriter err) {
    List<String> more = new ArrayList<>();
    reply.subList(1, reply.size()).forEach(line -> more.add(Plain.line(line)));
    switch (reply.get(0)) {
      case Agent.ARMED:
        out.println(
            "The agent is armed in process " + pid + " (Java " + target.javaVersion() + ").");
        more.forEach(line -> out.println("  " + line));
        if (target.feature() >= WARNS) {
          out.println(
              "  that JVM may have printed a warning that an agent was loaded dynamically: this was it;"
                  + " -XX:+EnableDynamicAgentLoading on its command line avoids it");
        }
        return 0;
      case Agent.ARMED_BEFORE:
        out.println("The agent was in process " + pid + " before: nothing was changed.");
        return 0;
      default:
        err.println("The agent is off in process " + pid + ": " + String.join("; ", more) + ".");
        return 1;
    }
  }

  private static String ownJar() {
    try {
      return new File(Bridge.class.getProtectionDomain().getCodeSource().getLocation().toURI())
          .getAbsolutePath();
    } catch (URISyntaxException e) {
      throw new IllegalStateException("the agent's own jar cannot be found", e);
    }
  }
}

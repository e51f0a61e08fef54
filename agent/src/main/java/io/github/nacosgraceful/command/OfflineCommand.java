package io.github.nacosgraceful.command;

import io.github.nacosgraceful.doctor.fact.Place;
import io.github.nacosgraceful.fleet.InstanceAgent;
import io.github.nacosgraceful.fleet.NacosLogin;
import io.github.nacosgraceful.remote.NoAnswerException;
import io.github.nacosgraceful.remote.RemoteAgent;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Deregister everything that a process has registered, and let it serve on. */
@Command(
    name = "offline",
    description = "Deregister everything that a process has registered, and let it serve on.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class OfflineCommand extends ChangeCommand {

  @ArgGroup(
      exclusive = false,
      heading =
          "%nOr by an instance of it that Nacos lists, of a process with announce=on and admin.port:%n")
  private Listed listed;

  /** An instance in Nacos. */
  static final class Listed {

    @ArgGroup(exclusive = false, multiplicity = "1")
    private NacosLogin login;

    @Option(names = "--service", required = true, description = "Its name, without the group.")
    private String service;

    @Option(
        names = "--instance",
        required = true,
        paramLabel = "HOST:PORT",
        description = "As listed.")
    private String instance;

    @Option(
        names = "--group",
        defaultValue = InstanceAgent.DEFAULT_GROUP,
        description = "${DEFAULT-VALUE}")
    private String group;

    @Option(
        names = "--namespace",
        defaultValue = Place.PUBLIC,
        description = "Its identifier. ${DEFAULT-VALUE}")
    private String namespace;
  }

  @Override
  RemoteAgent find() throws NoAnswerException {
    if (listed == null) {
      return super.find();
    }
    try {
      return new InstanceAgent(
              listed.login, listed.namespace, listed.group, listed.service, listed.instance)
          .find();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NoAnswerException("interrupted", e);
    }
  }

  @Override
  String ask(RemoteAgent agent) throws NoAnswerException {
    return agent.offline();
  }
}

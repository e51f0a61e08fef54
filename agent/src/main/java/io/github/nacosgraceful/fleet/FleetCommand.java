package io.github.nacosgraceful.fleet;

import io.github.nacosgraceful.doctor.fact.Place;
import io.github.nacosgraceful.log.Reason;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists what is registered with Nacos and which of it has the agent. In the isolated loader. */
@Command(
    name = "fleet",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "List every service, its instances, which of them say that they have the agent (announce=on), and"
            + " which callers do not.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      " 0:all was told",
      " 1:some was not: a node does not answer, or the user may not ask",
      " 2:wrong arguments, or no node tells anything"
    })
public final class FleetCommand implements Callable<Integer> {

  private static final int ALL = 0;
  private static final int SOME = 1;
  private static final int NOTHING = 2;

  @Spec private CommandSpec spec;

  @Mixin private NacosLogin login;

  @Option(
      names = "--namespace",
      defaultValue = Place.PUBLIC,
      description = "Its identifier. ${DEFAULT-VALUE}")
  private String namespace;

  @Option(names = "--json", description = "For programs.")
  private boolean json;

  @Option(names = "--html", paramLabel = "FILE", description = "Write a page for people, too.")
  private Path html;

  /** Called by picocli only. */
  public FleetCommand() {}

  /**
   * @return the exit code
   */
  @Override
  public Integer call() throws InterruptedException {
    Fleet fleet = new Census(login, namespace).take();
    PrintWriter out = spec.commandLine().getOut();
    out.print(json ? FleetJson.of(fleet) + "\n" : FleetText.of(fleet));
    out.flush();
    if (html != null && fleet.node != null) {
      try {
        Files.write(html, FleetPage.of(fleet).getBytes(StandardCharsets.UTF_8));
      } catch (IOException e) {
        spec.commandLine().getErr().println(html + " cannot be written: " + Reason.of(e) + ".");
        return NOTHING;
      }
    }
    return fleet.node == null ? NOTHING : fleet.isPartial() ? SOME : ALL;
  }
}

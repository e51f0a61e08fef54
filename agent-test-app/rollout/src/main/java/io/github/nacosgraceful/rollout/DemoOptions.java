package io.github.nacosgraceful.rollout;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The demo's options; Maven hands them over from -Dstack=... and the like. */
final class DemoOptions {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--stack",
      defaultValue = "2025",
      description = "generation of Spring Cloud, from greenwich to 2025.1")
  private String stack;

  @Option(names = "--nacos", defaultValue = "3.1", description = "server version: 3.1 or 2.2.4")
  private String nacos;

  @Option(
      names = "--client",
      defaultValue = "",
      description = "what calls; feign, or resttemplate where there is Ribbon, unless named")
  private String client;

  @Option(names = "--replicas", defaultValue = "2", description = "instances, from 1 to 5")
  private int replicas;

  @Option(names = "--rate", defaultValue = "200", description = "calls a second, from 1 to 2000")
  private int rate;

  @Option(
      names = "--settle",
      defaultValue = "35",
      description = "seconds of load after each replacement, from 1 to 600")
  private int settle;

  @Option(names = "--runs", defaultValue = "1", description = "pairs of runs, from 1 to 20")
  private int runs;

  @Option(
      names = "--cold",
      arity = "1",
      defaultValue = "false",
      description = "true: providers with a runner of 10 s and 200 slow first calls")
  private boolean cold;

  @Option(
      names = "--preheat",
      arity = "1",
      defaultValue = "false",
      description = "true: with the agent, new ones make these calls themselves")
  private boolean preheat;

  @Option(
      names = "--warmup",
      defaultValue = "0",
      description = "seconds in which new ones get fewer calls with the agent, from 0 to 600")
  private int warmUp;

  @Option(
      names = "--nacos.fails",
      defaultValue = "",
      description = "before or during: Nacos is killed as the last old instance stops")
  private String nacosFails;

  @Option(
      names = "--kill",
      arity = "1",
      defaultValue = "false",
      description = "true: kill -9 of one of the new instances at the end")
  private boolean kill;

  @Option(
      names = "--freeze",
      arity = "1",
      defaultValue = "false",
      description = "true: one of the new instances is frozen for 20 s at the end")
  private boolean freeze;

  @Option(
      names = "--stop-with-parent",
      description = "stop when the process that started this one ends, however it ends")
  private boolean stopWithParent;

  /** What was asked for, or one clear line that says what can be. */
  Scenario scenario(List<Stack> stacks) {
    oneOf("stack", stack, stacks.stream().map(Stack::name).toList());
    oneOf("nacos", nacos, Scenario.NACOS);
    Stack chosenStack =
        stacks.stream().filter(each -> each.name().equals(stack)).findFirst().orElseThrow();
    String chosen = client.isEmpty() ? chosenStack.usualClient() : client;
    if (!chosenStack.clients().contains(chosen)) {
      throw wrong(
          "client=%s: must be one of %s on stack %s"
              .formatted(chosen, String.join(", ", chosenStack.clients()), stack));
    }
    within("replicas", replicas, 1, 5);
    within("rate", rate, 1, 2000);
    within("settle", settle, 1, 600);
    within("runs", runs, 1, 20);
    within("warmup", warmUp, 0, 600);
    if (!nacosFails.isEmpty()) {
      oneOf("nacos.fails", nacosFails, List.of("before", "during"));
    }
    List<String> mishaps = mishaps();
    if (mishaps.size() > 1) {
      throw wrong(String.join(", ", mishaps) + ": must be one at a time");
    }
    if ((kill || freeze) && replicas == 1) {
      throw wrong(mishaps.get(0) + ": must have replicas=2 or more, so that one is left to call");
    }
    return new Scenario(stack, nacos, chosen, replicas, rate, Duration.ofSeconds(settle));
  }

  private List<String> mishaps() {
    List<String> asked = new ArrayList<>();
    if (!nacosFails.isEmpty()) {
      asked.add("nacos.fails=" + nacosFails);
    }
    if (kill) {
      asked.add("kill=true");
    }
    if (freeze) {
      asked.add("freeze=true");
    }
    return asked;
  }

  /** Of options that contradict each other, which {@link #scenario} tells, any. */
  Mishap mishap() {
    if (!nacosFails.isEmpty()) {
      return nacosFails.equals("before") ? Mishap.NACOS_BEFORE : Mishap.NACOS_DURING;
    }
    return kill ? Mishap.KILL : freeze ? Mishap.FREEZE : Mishap.NONE;
  }

  /** How new providers join; the application itself is the same without the agent. */
  Joining joining(boolean agent) {
    Joining joining = cold ? Joining.cold() : Joining.AS_EVER;
    if (agent && (cold || preheat || warmUp > 0)) {
      joining =
          preheat
              ? joining.with("register.when=ready", "preheat.paths=/work", "preheat.count=300")
              : joining.with("register.when=ready");
      joining = joining.warmingUp(Duration.ofSeconds(warmUp));
    }
    return joining;
  }

  /** Maven passes its own end on only where a terminal does it for it. */
  boolean stopWithParent() {
    return stopWithParent;
  }

  int runs() {
    return runs;
  }

  private void oneOf(String name, String value, List<String> allowed) {
    if (!allowed.contains(value)) {
      throw wrong("%s=%s: must be one of %s".formatted(name, value, String.join(", ", allowed)));
    }
  }

  private void within(String name, int value, int least, int most) {
    if (value < least || value > most) {
      throw wrong("%s=%d: must be from %d to %d".formatted(name, value, least, most));
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}

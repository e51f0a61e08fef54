package io.github.nacosgraceful.doctor;

import io.github.nacosgraceful.doctor.fact.Differences;
import io.github.nacosgraceful.doctor.fact.Facts;
import io.github.nacosgraceful.doctor.fact.Place;
import io.github.nacosgraceful.doctor.fact.ProcessFacts;
import io.github.nacosgraceful.doctor.fact.Target;
import io.github.nacosgraceful.instance.HostPort;
import io.github.nacosgraceful.remote.Agents;
import io.github.nacosgraceful.remote.NoAnswerException;
import io.github.nacosgraceful.remote.RemoteAgent;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Says why an instance does not leave, or is not called. Runs in the isolated loader. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Ask every node of Nacos and every instance of a service, and say which of the known causes"
            + " apply.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      " 0:in order, or with --watch: gone",
      " 1:findings, or with --watch: still there",
      " 2:wrong arguments, or no node answers"
    })
public final class DoctorCommand implements Callable<Integer> {

  /** A cluster takes 1.7 s for a change: what differs for less is no finding. */
  private static final long IN_STEP_WITHIN_MILLIS = 2500;

  private static final int HIGHEST_PORT = 65_535;

  @Spec private CommandSpec spec;

  @Option(
      names = "--server-addr",
      required = true,
      split = ",",
      paramLabel = "HOST:PORT",
      description = "All nodes of Nacos, as the application has them.")
  private List<String> nodes;

  @Option(names = "--service", required = true, description = "Its name, without the group.")
  private String service;

  @Option(names = "--group", defaultValue = Target.DEFAULT_GROUP, description = "${DEFAULT-VALUE}")
  private String group;

  @Option(
      names = "--namespace",
      defaultValue = Place.PUBLIC,
      description = "Its identifier. ${DEFAULT-VALUE}")
  private String namespace;

  @Option(
      names = "--instance",
      paramLabel = "HOST:PORT",
      description = "One that the question is about, also if it is not listed.")
  private String instance;

  @Option(names = "--username", description = "An administrator sees most.")
  private String user;

  @Option(
      names = "--password",
      arity = "0..1",
      interactive = true,
      description = "Without a value it is asked for.")
  private String password;

  @Option(
      names = "--context",
      defaultValue = "/nacos",
      description = "The servers' context path. ${DEFAULT-VALUE}")
  private String context;

  @Option(
      names = "--process",
      paramLabel = "PID|PORT",
      description = "A process of this machine that has the agent: what it sees is compared.")
  private Integer process;

  @Option(names = "--json", description = "For programs.")
  private boolean json;

  @Option(
      names = "--lang",
      paramLabel = "zh|en",
      description = "Of the report; else as LANG says. With --json it stays English.")
  private String language;

  @Option(names = "--watch", description = "Go on until the instance is on no node.")
  private boolean watch;

  @Option(
      names = "--timeout",
      defaultValue = "120",
      paramLabel = "SECONDS",
      description = "Of --watch. ${DEFAULT-VALUE}")
  private long timeout;

  /** Called by picocli only. */
  public DoctorCommand() {}

  /**
   * @return the exit code
   */
  @Override
  public Integer call() throws InterruptedException {
    if (instance != null && !isWithPort(instance)) {
      throw new ParameterException(
          spec.commandLine(), "--instance is not HOST:PORT, where an IPv6 address has brackets");
    }
    Examination examination = new Examination(nodes, context, user, password);
    Target target = new Target(namespace, group, service, instance);
    PrintWriter out = spec.commandLine().getOut();
    if (watch) {
      return watch(examination, target, out);
    }
    Facts facts = look(examination, target);
    if (process != null) {
      facts.process = ask(target);
      if (facts.process == null) {
        return Verdict.NOTHING_REACHED;
      }
    }
    Verdict verdict = new Verdict(facts);
    print(verdict, out);
    return verdict.exitCode();
  }

  private static boolean isWithPort(String text) {
    HostPort address = HostPort.parse(text, 0);
    return address != null && address.port > 0 && address.port <= HIGHEST_PORT;
  }

  /** Null, after a line that says why, if it does not answer. */
  private ProcessFacts ask(Target target) {
    try (RemoteAgent agent = Agents.find(process, spec.commandLine().getErr())) {
      return ProcessFacts.of(agent.status(), target);
    } catch (NoAnswerException e) {
      spec.commandLine().getErr().println(e.getMessage() + ".");
      return null;
    }
  }

  /** Twice where nodes differ: they may just be telling each other. */
  private static Facts look(Examination examination, Target target) throws InterruptedException {
    Differences differences = new Differences();
    Facts facts = examination.of(target);
    if (!facts.different().isEmpty()) {
      long first = System.nanoTime();
      differences.see(facts, 0);
      TimeUnit.MILLISECONDS.sleep(IN_STEP_WITHIN_MILLIS);
      facts = examination.of(target);
      differences.see(facts, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - first));
    }
    return facts;
  }

  private int watch(Examination examination, Target target, PrintWriter out)
      throws InterruptedException {
    Target watched = target.instance == null ? only(examination, target) : target;
    PrintWriter progress = json ? spec.commandLine().getErr() : out;
    Facts last =
        new Watch(examination, watched, progress, words())
            .until(TimeUnit.SECONDS.toMillis(timeout));
    if (Watch.isGone(last)) {
      if (json) {
        print(new Verdict(last), out);
      }
      return Verdict.HEALTHY;
    }
    Verdict verdict = new Verdict(last);
    out.println();
    print(verdict, out);
    return Math.max(Verdict.FINDINGS, verdict.exitCode());
  }

  private Target only(Examination examination, Target target) throws InterruptedException {
    Facts facts = examination.of(target);
    if (facts.addresses().size() != 1) {
      throw new ParameterException(
          spec.commandLine(),
          "--watch needs --instance, one of " + String.join(", ", facts.addresses()));
    }
    return new Target(namespace, group, service, facts.addresses().first());
  }

  private Words words() {
    return Words.in(language != null ? language : Words.ofEnvironment(System.getenv()));
  }

  private void print(Verdict verdict, PrintWriter out) {
    if (json) {
      out.println(JsonReport.of(verdict));
    } else {
      out.print(TextReport.of(verdict, Ansi.AUTO, words()));
    }
    out.flush();
  }
}

package io.github.nacosgraceful.doctor;

import io.github.nacosgraceful.doctor.fact.Differences;
import io.github.nacosgraceful.doctor.fact.Facts;
import io.github.nacosgraceful.doctor.fact.Instance;
import io.github.nacosgraceful.doctor.fact.NodeFacts;
import io.github.nacosgraceful.doctor.fact.Reach;
import io.github.nacosgraceful.doctor.fact.Target;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Follows one instance until no node knows it any more. */
final class Watch {

  private final Examination examination;
  private final Target target;
  private final Differences differences = new Differences();
  private final PrintWriter out;
  private final Words words;

  /**
   * @param target has an instance
   * @param out gets a line for each change
   */
  Watch(Examination examination, Target target, PrintWriter out, Words words) {
    this.words = words;
    this.examination = examination;
    this.target = target;
    this.out = out;
  }

  /**
   * @return what was found at last; the instance is gone if {@link #isGone} says so of it
   */
  Facts until(long timeoutMillis) throws InterruptedException {
    long begin = System.nanoTime();
    String before = "";
    while (true) {
      Facts facts = examination.of(target);
      long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
      differences.see(facts, millis);
      String state = state(facts);
      if (!state.equals(before)) {
        out.println(String.format(Locale.ROOT, "%6.1f s  %s", millis / 1000.0, words.of(state)));
        out.flush();
        before = state;
      }
      if (isGone(facts) || millis > timeoutMillis) {
        return facts;
      }
      TimeUnit.SECONDS.sleep(1);
    }
  }

  /** A node that does not answer may still list it. */
  static boolean isGone(Facts facts) {
    return facts.answering().size() == facts.nodes.size()
        && !facts.addresses().contains(facts.target.instance);
  }

  private static String state(Facts facts) {
    List<String> on = new ArrayList<>();
    List<String> silent = new ArrayList<>();
    for (NodeFacts node : facts.nodes) {
      if (!node.answers()) {
        silent.add(node.address);
      } else if (node.instance(facts.target.instance) != null) {
        Instance instance = node.instance(facts.target.instance);
        on.add(
            node.address
                + (instance.enabled ? "" : " (disabled)")
                + (instance.healthy ? "" : " (unhealthy)"));
      }
    }
    Reach reach = facts.reach.get(facts.target.instance);
    return facts.target.instance
        + (on.isEmpty() ? " is on no node" : " is on " + String.join(", ", on))
        + (silent.isEmpty() ? "" : "; no answer from " + String.join(", ", silent))
        + "; its port is "
        + (reach == null ? "unknown" : reach.name().toLowerCase(Locale.ROOT));
  }
}

package io.github.nacosgraceful.part;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What came of arming a JVM that runs already: counted while its objects are found, said in
 * sentences at the end. One thread.
 */
public final class LateOutcome {

  private final List<String> registered = new ArrayList<>();
  private final Set<String> unarmed = new LinkedHashSet<>();
  private int clients;
  private int guarded;

  /**
   * A Nacos client was found.
   *
   * @param before what it has registered, as the log names registrations
   */
  public void client(List<String> before) {
    clients++;
    registered.addAll(before);
  }

  /** What was registered before, as the log names registrations. */
  public List<String> registered() {
    return Collections.unmodifiableList(registered);
  }

  public boolean hasClients() {
    return clients > 0;
  }

  /** A list of instances that calls pick from has its guard now. */
  public void guarded() {
    guarded++;
  }

  /**
   * @param what goes on as it is, in words
   */
  public void cannotArm(String what) {
    unarmed.add(what);
  }

  /** What was found, for the line that begins so. */
  public String found() {
    return clients == 0
        ? "no Nacos client: what is made from now on is seen"
        : count(clients, "Nacos client")
            + "; registered before: "
            + (registered.isEmpty() ? "nothing" : registered)
            + "; guarded "
            + count(guarded, "list")
            + " of instances that calls pick from";
  }

  /** What goes on as it is; empty where everything is armed. */
  public String unarmed() {
    return String.join("; ", unarmed);
  }

  private static String count(int number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }
}

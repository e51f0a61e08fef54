package io.github.nacosgraceful.status;

import io.github.nacosgraceful.instance.Registration;
import io.github.nacosgraceful.leaving.Drains;
import io.github.nacosgraceful.node.NodeAnswer;
import io.github.nacosgraceful.node.NodeAnswers;
import io.github.nacosgraceful.registry.Registrations;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * Whether this process is ready to take the place of another: everything that the application asked
 * for is registered, and has been seen on every Nacos node that answers, so that callers have been
 * told. Whoever waits for it before the old instance is told to stop loses no call, with a single
 * replica too.
 */
public final class Readiness {

  private final Registrations registrations;
  private final Drains drains;
  private final NodeAnswers nodes;

  /** What was seen everywhere: it is not asked for again. */
  private final List<Registration> seen = new ArrayList<>();

  Readiness(Registrations registrations, Drains drains) {
    this.registrations = registrations;
    this.drains = drains;
    this.nodes = new NodeAnswers();
  }

  /** Asks the nodes until they have it once: takes two seconds at most. Any thread. */
  public boolean isReady() {
    if (!isOnline()) {
      return false;
    }
    List<Registration> unseen = unseen();
    if (!unseen.isEmpty()) {
      look(unseen);
    }
    return isOnline() && unseen().isEmpty();
  }

  /** Whether all is registered, whoever sees it. Asks nobody. */
  boolean isOnline() {
    return State.of(registrations, drains).isReady() && registrations.delayed().isEmpty();
  }

  /** In words, for who asks. Asks no node. */
  public String text() {
    State state = State.of(registrations, drains);
    if (!state.isReady()) {
      return state.toString();
    }
    return registrations.delayed().isEmpty()
        ? unseen().isEmpty() ? "online" : "not listed by every Nacos node yet"
        : "partly delayed";
  }

  private synchronized List<Registration> unseen() {
    List<Registration> online = new ArrayList<>(registrations.snapshot());
    seen.retainAll(online);
    online.removeAll(seen);
    return online;
  }

  private void look(List<Registration> unseen) {
    try {
      Map<Registration, List<NodeAnswer>> answers = nodes.of(unseen);
      for (Registration registration : unseen) {
        if (isEverywhere(answers.getOrDefault(registration, Collections.emptyList()))) {
          sees(registration);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // it was not seen, then
    }
  }

  private synchronized void sees(Registration registration) {
    seen.add(registration);
  }

  /** A node that is down tells no caller, and holds up nothing. */
  private static boolean isEverywhere(List<NodeAnswer> nodes) {
    return nodes.stream().anyMatch(node -> Boolean.TRUE.equals(node.isListed()))
        && nodes.stream().noneMatch(node -> Boolean.FALSE.equals(node.isListed()));
  }
}

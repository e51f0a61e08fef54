package io.github.nacosgraceful.status;

import io.github.nacosgraceful.ai.AiRegistrar;
import io.github.nacosgraceful.instance.Registration;
import io.github.nacosgraceful.leaving.Drains;
import io.github.nacosgraceful.node.NodeAnswer;
import io.github.nacosgraceful.node.NodeAnswers;
import io.github.nacosgraceful.registry.Registrations;
import io.github.nacosgraceful.thread.Scheduler;
import io.github.nacosgraceful.thread.Stamp;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Whether this process is ready to take the place of another: everything that the application asked
 * for is registered, and has been seen on every Nacos node that answers, so that callers have been
 * told. Whoever waits for it before the old instance is told to stop loses no call, with a single
 * replica too. What is registered as disabled, for an operator to enable in Nacos, is listed by
 * none, and is not waited for.
 */
public final class Readiness {

  private static final long LOOK_EACH = TimeUnit.SECONDS.toNanos(10);

  private final Registrations registrations;
  private final Drains drains;
  private final NodeAnswers nodes;
  private final Scheduler scheduler;

  /** When what is registered as disabled was looked for. */
  private Stamp lookedAt = Stamp.NEVER;

  /** What was seen everywhere: it is not asked for again. */
  private final List<Registration> seen = new ArrayList<>();

  Readiness(Registrations registrations, Drains drains) {
    this(registrations, drains, new NodeAnswers(), Scheduler.SYSTEM);
  }

  Readiness(Registrations registrations, Drains drains, NodeAnswers nodes, Scheduler scheduler) {
    this.registrations = registrations;
    this.drains = drains;
    this.nodes = nodes;
    this.scheduler = scheduler;
  }

  /** Asks the nodes until they have it once: takes two seconds at most. Any thread. */
  public boolean isReady() {
    if (!isOnline()) {
      return false;
    }
    List<Registration> wanted = wanted();
    if (!wanted.isEmpty()) {
      look(wanted);
    }
    return isOnline() && unseen().isEmpty();
  }

  /** Whether all is registered, whoever sees it. Asks nobody. */
  boolean isOnline() {
    return State.of(registrations, drains).isReady() && registrations.delayed().isEmpty();
  }

  /** In words, for whoever asks. Asks no node. */
  public String text() {
    State state = State.of(registrations, drains);
    if (!state.isReady()) {
      return state.toString();
    }
    if (!registrations.delayed().isEmpty()) {
      return "partly delayed";
    }
    if (!unseen().isEmpty()) {
      return "not listed by every Nacos node yet";
    }
    return notSeen().isEmpty() ? "online" : "registered, disabled";
  }

  /** What is waited for. */
  private List<Registration> unseen() {
    List<Registration> unseen = notSeen();
    unseen.removeIf(Registration::isDisabled);
    return unseen;
  }

  /** What is asked for now: what is disabled only now and then. */
  private synchronized List<Registration> wanted() {
    List<Registration> all = notSeen();
    long now = scheduler.now();
    if (lookedAt.isWithin(LOOK_EACH, now)) {
      all.removeIf(Registration::isDisabled);
    } else {
      lookedAt = Stamp.at(now);
    }
    return all;
  }

  private synchronized List<Registration> notSeen() {
    List<Registration> online = new ArrayList<>(registrations.snapshot());
    online.removeIf(Readiness::isEndpoint);
    seen.retainAll(online);
    online.removeAll(seen);
    return online;
  }

  /** Of the AI registry, whose callers read no list of instances. */
  private static boolean isEndpoint(Registration registration) {
    Object owner = registration.owner();
    return owner != null && AiRegistrar.isOwner(owner);
  }

  private void look(List<Registration> wanted) {
    try {
      Map<Registration, List<NodeAnswer>> answers = nodes.of(wanted);
      for (Registration registration : wanted) {
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

package io.github.nacosgraceful.registry;

import io.github.nacosgraceful.instance.Registration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What the agent has deregistered, or is about to, while the process lives on. What was taken
 * offline by hand is <em>held</em>: the application cannot bring it back, only the same hand can.
 * What the application asks for meanwhile is remembered for that moment: registered anew, it comes
 * back as it was registered last; deregistered, it does not come back.
 *
 * <p>Not thread-safe: {@link Registrations} guards it.
 */
final class Offline {

  private final List<Registration> all = new ArrayList<>();
  private final List<Registration> held = new ArrayList<>();

  /** Of those held, what the application itself has deregistered since. */
  private final List<Registration> withdrawn = new ArrayList<>();

  /** What the agent could not deregister in the application's place. By identity. */
  private final Set<Registration> undone = Collections.newSetFromMap(new IdentityHashMap<>());

  void add(List<Registration> taken, boolean byHand) {
    all.addAll(taken);
    if (byHand) {
      held.addAll(taken);
    }
  }

  boolean has(Predicate<Registration> which) {
    return all.stream().anyMatch(which);
  }

  /** Whether the agent has deregistered one of these, or is at it. */
  boolean hasLeft(Predicate<Registration> which) {
    return all.stream().anyMatch(known -> which.test(known) && !undone.contains(known));
  }

  void notLeft(Registration registration) {
    if (all.contains(registration)) {
      undone.add(registration);
    }
  }

  /** Forgets these; what is held of them may come back like anything else. */
  void remove(Predicate<Registration> which) {
    all.removeIf(which);
    undone.removeIf(which);
    release(which);
  }

  /** The application may bring these back. */
  void release(Predicate<Registration> which) {
    held.removeIf(which);
    withdrawn.removeIf(which);
  }

  /** Whether an instance of it is held: then it is remembered in the place of what it replaces. */
  boolean holds(Registration registered, Predicate<Registration> replaced) {
    List<String> keys = registered.keys();
    if (held.stream().allMatch(known -> Collections.disjoint(known.keys(), keys))) {
      return false;
    }
    remove(replaced);
    add(Collections.singletonList(registered), true);
    return true;
  }

  /** The application does not want these any more. */
  void withdraw(Predicate<Registration> which) {
    held.stream().filter(which).forEach(withdrawn::add);
  }

  /** What comes back when it is brought back by hand. */
  List<Registration> held() {
    List<Registration> wanted = new ArrayList<>(held);
    wanted.removeAll(withdrawn);
    return wanted;
  }

  /** Forgets what is held, for it comes back. */
  List<Registration> bringBack() {
    List<Registration> back = held();
    held.clear();
    withdrawn.clear();
    all.removeAll(back);
    undone.removeAll(back);
    return back;
  }

  List<Registration> all() {
    return new ArrayList<>(all);
  }
}

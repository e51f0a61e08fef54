package io.github.nacosgraceful.registry;

import io.github.nacosgraceful.instance.RegisteredInstance;
import io.github.nacosgraceful.instance.Registration;
import io.github.nacosgraceful.instance.ServiceName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What the agent has deregistered, or is about to, while the process lives on. What was taken
 * offline by hand is <em>held</em>: the application cannot bring it back, only the same hand can.
 * What the application asks for meanwhile is remembered for that moment: registered anew, it comes
 * back as it was registered last; deregistered, it does not come back, and is held all the same, as
 * a framework that restarts its registration deregisters first.
 *
 * <p>Not thread-safe: {@link Registrations} guards it.
 */
final class Offline {

  private final List<Entry> entries = new ArrayList<>();

  /** One registration that is offline. */
  private static final class Entry {

    final Registration registration;

    /** What of it the application itself has not deregistered since: of a batch, perhaps a part. */
    Registration wanted;

    boolean held;

    /** Its owner was shut down: nothing comes back through that. */
    boolean closed;

    /** It is known to be gone from Nacos, or was never there: nobody needs to deregister it. */
    boolean gone;

    Entry(Registration registration, boolean held) {
      this.registration = registration;
      this.wanted = registration;
      this.held = held;
    }

    boolean isWithdrawn() {
      return closed || wanted.instances.isEmpty();
    }

    boolean comesBack() {
      return held && !isWithdrawn();
    }

    /** Whether that is this once more, perhaps through another owner. */
    boolean isRestartedBy(Registration registered) {
      return registration.isReplacedBy(registered)
          || registered.keys().stream().anyMatch(registration.keys()::contains);
    }

    /** Whether that may be this under another name or address, as after a refresh of both. */
    boolean isRenamedBy(Registration registered) {
      return isWithdrawn() && registration.ports().stream().anyMatch(registered.ports()::contains);
    }

    /** Whether nothing of this is left once that is registered. */
    boolean isReplacedBy(Registration registered) {
      return registration.isReplacedBy(registered)
          || isWithdrawn() && registered.keys().containsAll(registration.keys());
    }
  }

  void add(List<Registration> taken, boolean byHand) {
    taken.forEach(registration -> entries.add(new Entry(registration, byHand)));
  }

  /** As {@link #add}, held: Nacos has never heard of these. */
  void addUnheard(List<Registration> taken) {
    add(taken, true);
    taken.forEach(this::isGoneNow);
  }

  boolean has(Predicate<Registration> which) {
    return entries.stream().anyMatch(entry -> which.test(entry.registration));
  }

  /** Whether there are such, and all of them are known to be gone. */
  boolean haveLeft(Predicate<Registration> which) {
    List<Entry> meant = new ArrayList<>(entries);
    meant.removeIf(entry -> !which.test(entry.registration));
    return !meant.isEmpty() && meant.stream().allMatch(entry -> entry.gone || entry.closed);
  }

  /** The agent has deregistered it in the application's place. */
  void isGoneNow(Registration registration) {
    entries.stream()
        .filter(entry -> entry.registration == registration)
        .forEach(entry -> entry.gone = true);
  }

  /** The application has registered this: what it takes the place of is not offline any more. */
  void replace(Registration registered) {
    entries.removeIf(
        entry ->
            entry.registration.isReplacedBy(registered)
                || !entry.held && entry.registration.owner() == null);
  }

  /** The application may bring these back. */
  void release(Predicate<Registration> which) {
    for (Entry entry : entries) {
      if (which.test(entry.registration)) {
        entry.held = false;
        entry.wanted = entry.registration;
      }
    }
    removeClosed();
  }

  /** Whether it, or what it takes the place of, is held: then it is remembered instead. */
  boolean holds(Registration registered) {
    if (entries.stream()
        .noneMatch(
            entry ->
                entry.held && (entry.isRestartedBy(registered) || entry.isRenamedBy(registered)))) {
      return false;
    }
    entries.removeIf(entry -> entry.isReplacedBy(registered));
    addUnheard(Collections.singletonList(registered));
    return true;
  }

  /**
   * The application deregisters these through their owner: it does not want them any more.
   *
   * @param leaving whether the agent is at a registration
   * @return whether the agent has deregistered one of them, or is at it
   */
  boolean withdraw(
      Object owner,
      ServiceName service,
      List<RegisteredInstance> gone,
      Predicate<Registration> leaving) {
    boolean left = false;
    for (Entry entry : entries) {
      if (entry.registration.isOf(owner, service)) {
        left |=
            (entry.gone || leaving.test(entry.registration))
                && entry.registration.without(gone) != entry.registration;
        entry.wanted = entry.wanted.without(gone);
      }
    }
    return left;
  }

  /** An owner is shut down. What is held of it stays so: the next owner may register it. */
  void close(Object owner) {
    for (Entry entry : entries) {
      if (entry.registration.owner() == owner) {
        entry.closed = true;
        entry.registration.letGo();
      }
    }
    removeClosed();
  }

  private void removeClosed() {
    entries.removeIf(entry -> entry.closed && !entry.held);
  }

  /** What comes back when it is brought back by hand. */
  List<Registration> held() {
    return entries.stream()
        .filter(Entry::comesBack)
        .map(entry -> entry.wanted)
        .collect(Collectors.toList());
  }

  /** Whether it, or a part of it, comes back when it is brought back by hand. */
  boolean holdsOn(Registration registration) {
    return entries.stream()
        .anyMatch(entry -> entry.registration == registration && entry.comesBack());
  }

  /** Forgets what is held, for it comes back. */
  List<Registration> bringBack() {
    List<Registration> back = held();
    entries.removeIf(Entry::comesBack);
    release(any -> true);
    return back;
  }

  /** But for what left with its owner. */
  List<Registration> all() {
    return entries.stream()
        .filter(entry -> !entry.closed)
        .map(entry -> entry.registration)
        .collect(Collectors.toList());
  }
}

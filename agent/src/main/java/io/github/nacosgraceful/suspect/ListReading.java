package io.github.nacosgraceful.suspect;

import io.github.nacosgraceful.instance.HostPort;
import io.github.nacosgraceful.log.DryRun;
import io.github.nacosgraceful.log.Log;
import io.github.nacosgraceful.service.Kind;
import io.github.nacosgraceful.service.Service;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.slf4j.Logger;

/**
 * A balancer reads the list of one service: suspects are left out of it, and it shows whose they
 * are. On the thread that reads.
 */
final class ListReading {

  private static final Logger log = Log.get();

  private final String name;
  private final Service service;
  private final Map<HostPort, Suspect> suspects;
  private final Function<Object, HostPort> address;
  private final DryRun dryRun;
  private final Set<Suspect> listed = new HashSet<>();
  private boolean hasNew;

  /**
   * @param address of one instance; null if it cannot be read
   */
  ListReading(
      String name,
      Service service,
      Map<HostPort, Suspect> suspects,
      Function<Object, HostPort> address,
      DryRun dryRun) {
    this.name = name;
    this.service = service;
    this.suspects = suspects;
    this.address = address;
    this.dryRun = dryRun;
  }

  /** Whether there was a suspect that was not known to be of this service. */
  boolean hasNew() {
    return hasNew;
  }

  /** Those that are not avoided: the list itself if there are none to avoid. */
  List<?> of(List<?> instances, long now) {
    Set<Kind> others = kindsOfOthers(instances);
    int mayAvoid = instances.size() / 2;
    List<Object> kept = new ArrayList<>(instances.size());
    for (Object instance : instances) {
      Suspect suspect = suspectOf(instance);
      if (suspect == null) {
        kept.add(instance);
        continue;
      }
      listed.add(suspect);
      hasNew |= suspect.listedIn(name, now);
      if (!suspect.isConfirmed()) {
        kept.add(instance);
      } else if (!others.contains(service.kindOf(suspect.address))) {
        kept.add(instance);
        say(suspect, "it stays, as no other instance is in its cluster and has its metadata");
      } else if (mayAvoid == 0) {
        kept.add(instance);
        say(suspect, "it stays, as too few others are there");
      } else {
        mayAvoid--;
        say(suspect, "it is avoided until it accepts connections");
      }
    }
    return dryRun.isOn() || kept.size() == instances.size() ? instances : kept;
  }

  /** Whoever was in this list before, and is no more, is not of this service. */
  void leaveOthers() {
    for (Suspect suspect : suspects.values()) {
      if (!listed.contains(suspect)) {
        suspect.notListedIn(name);
      }
    }
  }

  /** Of those that would be left if all suspects were avoided. */
  private Set<Kind> kindsOfOthers(List<?> instances) {
    Set<Kind> kinds = new HashSet<>();
    for (Object instance : instances) {
      Suspect suspect = suspectOf(instance);
      if (suspect == null || !suspect.isConfirmed()) {
        HostPort at = address.apply(instance);
        kinds.add(at == null ? null : service.kindOf(at));
      }
    }
    return kinds;
  }

  private Suspect suspectOf(Object instance) {
    HostPort at = address.apply(instance);
    return at == null ? null : suspects.get(at);
  }

  private void say(Suspect suspect, String what) {
    if (suspect.isToldIn(name)
        && !dryRun.instead("avoid {} of {}: calls cannot connect", suspect.address, name)) {
      log.info(
          "{} of {} is listed by Nacos, but calls cannot connect: {}", suspect.address, name, what);
    }
  }
}

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

  /**
   * Those that are not avoided: the list itself if there are none to avoid.
   *
   * <p>All that have said goodbye may be left out, as nothing is guessed; of the rest, half. The
   * last one of its kind stays, and one that serves rather than one that does not.
   */
  List<?> of(List<?> instances, long now) {
    List<Candidate> candidates = candidates(instances, now);
    Set<Kind> untouched = new HashSet<>();
    Set<Kind> serving = new HashSet<>();
    for (Candidate one : candidates) {
      if (one.serves()) {
        serving.add(one.kind);
      }
      if (!one.isAvoided()) {
        untouched.add(one.kind);
      }
    }
    int left = candidates.size();
    for (Candidate one : candidates) {
      one.isOut = one.isAvoided() && !one.isGuess && one.hasOthers(untouched, serving);
      left -= one.isOut ? 1 : 0;
    }
    int mayGuess = left / 2;
    List<Object> kept = new ArrayList<>(candidates.size());
    for (Candidate one : candidates) {
      if (one.isAvoided()) {
        boolean hasOthers = one.hasOthers(untouched, serving);
        if (one.isGuess && hasOthers && mayGuess > 0) {
          mayGuess--;
          one.isOut = true;
        }
        say(one, hasOthers);
      }
      if (!one.isOut) {
        kept.add(one.instance);
      }
    }
    return dryRun.isOn() || kept.size() == instances.size() ? instances : kept;
  }

  private List<Candidate> candidates(List<?> instances, long now) {
    List<Candidate> candidates = new ArrayList<>(instances.size());
    for (Object instance : instances) {
      HostPort at = address.apply(instance);
      Suspect suspect = at == null ? null : suspects.get(at);
      if (suspect != null) {
        listed.add(suspect);
        hasNew |= suspect.listedIn(name, now);
      }
      candidates.add(new Candidate(instance, at == null ? null : service.kindOf(at), suspect));
    }
    return candidates;
  }

  /** Whoever was in this list before, and is no more, is not of this service. */
  void leaveOthers() {
    for (Suspect suspect : suspects.values()) {
      if (!listed.contains(suspect)) {
        suspect.notListedIn(name);
      }
    }
  }

  private void say(Candidate one, boolean hasOthers) {
    HostPort at = one.suspect.address;
    if (one.why == Reason.DOUBTED || !one.suspect.isToldIn(name, one.why)) {
      return; // it may be a moment's
    }
    if (one.why == Reason.LEAVING) {
      if (!dryRun.instead("avoid {} of {}: it says that it leaves", at, name)) {
        log.info(
            "{} of {} says that it leaves: {}",
            at,
            name,
            one.isOut
                ? "it is not picked any more"
                : "it is picked until another one is there in its cluster and with its metadata");
      }
    } else if (one.why == Reason.SILENT) {
      if (!dryRun.instead("avoid {} of {}: it leaves calls without an answer", at, name)) {
        log.info(
            "{} of {} leaves calls without an answer, and others do not: {}",
            at,
            name,
            one.isOut
                ? "it is avoided until it answers"
                : hasOthers
                    ? "it stays, as too few others are there"
                    : "it stays, as no other instance is in its cluster and has its metadata");
      }
    } else if (!dryRun.instead("avoid {} of {}: calls cannot connect", at, name)) {
      log.info(
          "{} of {} is listed by Nacos, but calls cannot connect: {}",
          at,
          name,
          one.isOut
              ? "it is avoided until it accepts connections"
              : hasOthers
                  ? "it stays, as too few others are there"
                  : "it stays, as no other instance is in its cluster and has its metadata");
    }
  }
}

package io.github.nacosgraceful.suspect;

import io.github.nacosgraceful.goodbye.Goodbye;
import io.github.nacosgraceful.instance.HostPort;
import io.github.nacosgraceful.service.Services;
import io.github.nacosgraceful.thread.Ticker;
import java.util.Collection;
import java.util.Map;

/**
 * What leaving processes say with their answers, and which of it is believed: of the address that
 * was called and that Nacos lists, by the process that is there now. Any thread; an answer without
 * the word does not come here.
 *
 * <p>Its lock orders what is heard against what Nacos says. Nothing is called with it that waits.
 */
final class Goodbyes {

  /** More than a caller calls of one service, in a rollout that stops all at the same time. */
  static final int MOST = 1024;

  private final Map<HostPort, Suspect> suspects;
  private final Services services;
  private final Eras eras;
  private final Ticker ticker;
  private final Predecessors predecessors = new Predecessors();

  /**
   * @param suspects by address; shared with those who add to it
   */
  Goodbyes(Map<HostPort, Suspect> suspects, Services services, Eras eras, Ticker ticker) {
    this.suspects = suspects;
    this.services = services;
    this.eras = eras;
    this.ticker = ticker;
  }

  /**
   * An answer had this word.
   *
   * @param called where the call went
   * @param begun when it began
   * @return whether the instance is to be avoided from now on, and was not before
   */
  boolean hear(HostPort called, Goodbye word, Era begun) {
    if (!word.isOf(called) || !services.lists(called)) {
      return false;
    }
    synchronized (this) {
      long now = ticker.now();
      if (!services.lists(called)) {
        return false; // Nacos has said so meanwhile
      }
      if (predecessors.areHeard(called, word.start(), begun, now)) {
        return false;
      }
      Suspect known = suspects.get(called);
      Mark before = known == null ? null : known.mark();
      if (before != null && before.isKeptFor(word, now)) {
        known.saysAgain(eras.begin());
        return false;
      }
      if (known == null && suspects.size() >= MOST) {
        return false;
      }
      Era since = eras.begin();
      Mark mark = new Mark(word, now);
      suspects.compute(
          called,
          (address, suspect) -> {
            Suspect leaving = suspect == null ? Suspect.leaving(address, since, now) : suspect;
            leaving.saysGoodbye(mark, begun, since, now);
            return leaving;
          });
      return before == null;
    }
  }

  /** Nacos has said something new: whoever it lists no longer has left. */
  synchronized void forgetUnlisted() {
    for (Suspect suspect : suspects.values()) {
      if (suspect.mark() != null && !services.lists(suspect.address)) {
        end(suspect, ticker.now());
      }
    }
  }

  /** Nacos lists instances that it did not list before: what was heard there before is over. */
  synchronized void arrived(Collection<HostPort> addresses) {
    long now = ticker.now();
    Era since = eras.begin();
    for (HostPort address : addresses) {
      predecessors.follows(address, since, now);
      Suspect suspect = suspects.get(address);
      if (suspect != null && suspect.mark() != null) {
        end(suspect, now);
      }
    }
  }

  /** Whoever says the same later, over a connection that was kept, is not who is listed then. */
  private void end(Suspect suspect, long now) {
    predecessors.gone(suspect.address, suspect.mark().word.start(), now);
    suspect.forgetGoodbye();
    if (!suspect.isAvoided()) {
      suspects.remove(suspect.address, suspect);
    }
  }

  /**
   * It accepted a connection, and is avoided no longer. If it had refused one since it said
   * goodbye, this is another process.
   */
  synchronized void accepts(Suspect suspect) {
    if (suspect.mark() != null && suspect.isConfirmed()) {
      long now = ticker.now();
      predecessors.gone(suspect.address, suspect.mark().word.start(), now);
      predecessors.follows(suspect.address, eras.begin(), now);
    }
  }

  /**
   * A call there was answered without the word.
   *
   * @param begun when it began
   * @return whether it shows that the instance is there, and stays: it is no suspect any more
   */
  synchronized boolean isProvenWrong(Suspect suspect, Era begun) {
    if (begun.isBefore(suspect.since()) || !suspects.remove(suspect.address, suspect)) {
      return false;
    }
    if (suspect.mark() != null) {
      predecessors.serves(suspect.address, eras.begin(), ticker.now());
    }
    return true;
  }
}

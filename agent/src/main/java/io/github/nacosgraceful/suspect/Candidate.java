package io.github.nacosgraceful.suspect;

import io.github.nacosgraceful.service.Kind;
import java.util.Set;

/** One instance of a list that is read, with what is known of it at that moment. */
final class Candidate {

  final Object instance;
  final Kind kind;

  /** Null if nothing is known of it. */
  final Suspect suspect;

  /** Why it is avoided; null if it is not. */
  final Reason why;

  /** Whether that may be wrong. */
  final boolean isGuess;

  /** Whether it is left out of the list. */
  boolean isOut;

  Candidate(Object instance, Kind kind, Suspect suspect) {
    this.instance = instance;
    this.kind = kind;
    this.suspect = suspect;
    this.why = suspect == null ? null : suspect.reason();
    this.isGuess = suspect != null && suspect.isGuess();
  }

  boolean isAvoided() {
    return why != null;
  }

  boolean serves() {
    return why == null || why.serves;
  }

  /**
   * Whether there is another one to call, for whoever asks for one of its kind.
   *
   * @param untouched the kinds of those that are not avoided
   * @param serving the kinds of those that serve
   */
  boolean hasOthers(Set<Kind> untouched, Set<Kind> serving) {
    return (serves() ? untouched : serving).contains(kind);
  }
}

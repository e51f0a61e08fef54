package io.github.nacosgraceful.weave;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * One join point: which advice goes into which method of which class, by exact names. Immutable.
 *
 * <p>A <em>required</em> join point exists in every supported version that has the class. An
 * <em>optional</em> one exists only in some versions. Of a group made by {@link #oneOf}, every
 * version of the class has at least one. Where what has to be there is missing, the class is left
 * alone and the log names it, so that no hook fails in silence.
 */
public final class Hook {

  private static final String CONSTRUCTORS = "<init>";

  private enum Presence {
    REQUIRED,
    OPTIONAL,
    ONE_OF
  }

  private final String type;
  private final String signature;
  private final Advice advice;
  private final Presence presence;
  private final List<Hook> ends;

  /** The signatures of the group. */
  private final List<String> group;

  /** Whether overloads with more parameters are meant as well. */
  private final boolean longer;

  private Hook(
      String type,
      String signature,
      Advice advice,
      Presence presence,
      List<String> group,
      List<Hook> ends,
      boolean longer) {
    this.type = type;
    this.signature = signature;
    this.advice = advice;
    this.presence = presence;
    this.group = group;
    this.ends = ends;
    this.longer = longer;
  }

  /**
   * A method that every supported version of the class has.
   *
   * @param signature the name and the JVM descriptor, {@code get()Lreactor/core/publisher/Flux;}
   */
  public static Hook on(String type, String signature, Advice advice) {
    return of(type, signature, advice, Presence.REQUIRED);
  }

  /** A method that only some supported versions of the class have. */
  public static Hook maybeOn(String type, String signature, Advice advice) {
    return of(type, signature, advice, Presence.OPTIONAL);
  }

  /** All constructors of the class. */
  public static Hook onConstructors(String type, Advice advice) {
    return of(type, CONSTRUCTORS, advice, Presence.REQUIRED);
  }

  /**
   * One method that had several signatures over time: each version of the class has one of them.
   */
  public static List<Hook> oneOf(String type, Advice advice, String... signatures) {
    List<String> group = Collections.unmodifiableList(Arrays.asList(signatures));
    List<Hook> hooks = new ArrayList<>();
    for (String signature : signatures) {
      hooks.add(
          new Hook(
              type,
              signature,
              advice,
              Presence.ONE_OF,
              group,
              Collections.<Hook>emptyList(),
              false));
    }
    return hooks;
  }

  private static Hook of(String type, String signature, Advice advice, Presence presence) {
    return new Hook(
        type,
        signature,
        advice,
        presence,
        Collections.singletonList(signature),
        Collections.<Hook>emptyList(),
        false);
  }

  /**
   * The same join point in every overload that takes these parameters first, whatever it takes
   * behind them, and returns the same: versions to come may tell a method more. Only for a handler
   * that may be told twice of one call, since one overload often calls another.
   */
  public Hook andLonger() {
    return new Hook(type, signature, advice, presence, group, ends, true);
  }

  /**
   * The same join point as the begin of something that ends at others: it is woven only where one
   * of these can be woven too, in the same class or in another one of the same loader.
   */
  public Hook endedBy(Hook... others) {
    return new Hook(
        type,
        signature,
        advice,
        presence,
        group,
        Collections.unmodifiableList(Arrays.asList(others)),
        longer);
  }

  /** The binary name of the class. */
  public String type() {
    return type;
  }

  Advice advice() {
    return advice;
  }

  /** The number of its join point at the bridge. */
  public int point() {
    return advice.point;
  }

  /** Whether a class without it, and without any of its group, is left alone. */
  public boolean isDemanded() {
    return presence != Presence.OPTIONAL;
  }

  List<Hook> ends() {
    return ends;
  }

  /**
   * @param candidate name and descriptor of a method
   */
  boolean matches(String candidate) {
    return matches(signature, candidate);
  }

  /** Whether a method is this join point, or another of its group. */
  boolean matchesGroup(String candidate) {
    for (String one : group) {
      if (matches(one, candidate)) {
        return true;
      }
    }
    return false;
  }

  private boolean matches(String signature, String candidate) {
    return candidate.equals(signature)
        || signature.equals(CONSTRUCTORS) && candidate.startsWith(CONSTRUCTORS)
        || longer && isLonger(candidate, signature, signature.indexOf(')'));
  }

  private static boolean isLonger(String candidate, String signature, int end) {
    return candidate.startsWith(signature.substring(0, end))
        && candidate.endsWith(signature.substring(end));
  }

  @Override
  public String toString() {
    return type + "#" + signature;
  }
}

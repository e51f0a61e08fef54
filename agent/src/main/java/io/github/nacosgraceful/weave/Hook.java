package io.github.nacosgraceful.weave;

import io.github.nacosgraceful.config.Option;

/**
 * One join point: which advice goes into which method of which class, by exact names.
 *
 * <p>A <em>required</em> join point exists in every supported version that has the class: if it is
 * missing, the class is left alone and the log names it. An <em>optional</em> one exists only in
 * some versions.
 */
public final class Hook {

  private static final String CONSTRUCTORS = "<init>";

  private final Option part;
  private final String type;
  private final String signature;
  private final Advice advice;
  private final boolean required;

  private Hook(Option part, String type, String signature, Advice advice, boolean required) {
    this.part = part;
    this.type = type;
    this.signature = signature;
    this.advice = advice;
    this.required = required;
  }

  /**
   * A method that every supported version of the class has.
   *
   * @param signature the name and the JVM descriptor, {@code get()Lreactor/core/publisher/Flux;}
   */
  public static Hook on(Option part, String type, String signature, Advice advice) {
    return new Hook(part, type, signature, advice, true);
  }

  /** A method that only some supported versions of the class have. */
  public static Hook maybeOn(Option part, String type, String signature, Advice advice) {
    return new Hook(part, type, signature, advice, false);
  }

  /** All constructors of the class. */
  public static Hook onConstructors(Option part, String type, Advice advice) {
    return new Hook(part, type, CONSTRUCTORS, advice, true);
  }

  /** The option that switches this join point off. */
  public Option part() {
    return part;
  }

  /** The binary name of the class. */
  public String type() {
    return type;
  }

  Advice advice() {
    return advice;
  }

  public boolean required() {
    return required;
  }

  /**
   * @param candidate name and descriptor of a method
   */
  boolean matches(String candidate) {
    return candidate.equals(signature)
        || signature.equals(CONSTRUCTORS) && candidate.startsWith(CONSTRUCTORS);
  }

  @Override
  public String toString() {
    return type + "#" + signature;
  }
}

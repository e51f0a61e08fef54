package io.github.nacosgraceful.hook;

import io.github.nacosgraceful.config.Option;
import net.bytebuddy.description.method.MethodDescription;

/**
 * One join point: which advice goes into which method of which class, by exact names.
 *
 * <p>A <em>required</em> join point exists in every supported version that has the class: if it is
 * missing, the class is left alone and the log names it. An <em>optional</em> one exists only in
 * some versions.
 */
public final class Hook {

  private static final String CONSTRUCTOR = "<init>";

  private final Option part;
  private final String type;
  private final String method;
  private final String descriptor;
  private final String advice;
  private final boolean required;

  private Hook(
      Option part, String type, String method, String descriptor, String advice, boolean required) {
    this.part = part;
    this.type = type;
    this.method = method;
    this.descriptor = descriptor;
    this.advice = advice;
    this.required = required;
  }

  /**
   * A method that every supported version of the class has.
   *
   * @param signature the name and the JVM descriptor, {@code get()Lreactor/core/publisher/Flux;}
   * @param advice the class whose code is inlined; referred to by name only, it is never loaded
   */
  public static Hook on(Option part, String type, String signature, String advice) {
    return parse(part, type, signature, advice, true);
  }

  /** A method that only some supported versions of the class have. */
  public static Hook maybeOn(Option part, String type, String signature, String advice) {
    return parse(part, type, signature, advice, false);
  }

  /** All constructors of the class. */
  public static Hook onConstructors(Option part, String type, String advice) {
    return new Hook(part, type, CONSTRUCTOR, null, advice, true);
  }

  /** The name of an advice class nested in {@code hooks}, without loading it. */
  public static String advice(Class<?> hooks, String name) {
    return hooks.getName() + "$" + name;
  }

  private static Hook parse(
      Option part, String type, String signature, String advice, boolean required) {
    int split = signature.indexOf('(');
    return new Hook(
        part, type, signature.substring(0, split), signature.substring(split), advice, required);
  }

  /** The option that switches this join point off. */
  public Option part() {
    return part;
  }

  /** The binary name of the class. */
  public String type() {
    return type;
  }

  public String advice() {
    return advice;
  }

  public boolean required() {
    return required;
  }

  public boolean matches(MethodDescription candidate) {
    return matches(candidate.getInternalName(), candidate.getDescriptor());
  }

  boolean matches(String name, String candidateDescriptor) {
    return name.equals(method) && (descriptor == null || descriptor.equals(candidateDescriptor));
  }

  @Override
  public String toString() {
    return type + "#" + method + (descriptor == null ? "" : descriptor);
  }
}

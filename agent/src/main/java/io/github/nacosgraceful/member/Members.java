package io.github.nacosgraceful.member;

import io.github.nacosgraceful.log.Log;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;

/**
 * The members of a library that the agent calls, found by the class of an object that it was
 * handed: once for each class, and for as long as that class lives. Any thread.
 *
 * <p>Where a library lacks one of them there are none at all: {@code get} answers null, and one
 * line says what is off.
 *
 * @param <T> the handles of these members
 */
public final class Members<T> extends ClassValue<T> {

  private static final Logger log = Log.get();

  /** A library has few versions in one process, so there are few. */
  private static final List<String> MISSING = new CopyOnWriteArrayList<>();

  private final Lookup<T> lookup;
  private final String off;
  private final String consequence;

  /**
   * @param off what does not work without them, as {@code ribbon is off}
   * @param consequence what happens then: a sentence without its full stop
   */
  public Members(Lookup<T> lookup, String off, String consequence) {
    this.lookup = lookup;
    this.off = off;
    this.consequence = consequence;
  }

  @Override
  protected T computeValue(Class<?> type) {
    try {
      return lookup.in(type);
    } catch (ReflectiveOperationException | LinkageError e) {
      MISSING.add(off + ": this version has no " + missing(e) + ". " + consequence);
      log.warn(
          "{} in {}: this version has no {}. {}; see docs/supported-versions.md",
          off,
          type.getClassLoader(),
          missing(e),
          consequence);
      return null;
    }
  }

  /**
   * Looks them up once more, to name what is missing.
   *
   * @throws ReflectiveOperationException with the name of the first that is
   */
  void lookUp(Class<?> type) throws ReflectiveOperationException {
    lookup.in(type);
  }

  /**
   * What is off in this process for want of a member, and what follows: one sentence or two each.
   */
  public static List<String> allMissing() {
    return Collections.unmodifiableList(MISSING);
  }

  /**
   * A public method that gives the text that belongs to a key, for one key: of headers, the value
   * of one.
   *
   * @param keys the type of its parameter
   */
  public static MethodHandle textOf(Class<?> type, String method, Class<?> keys, Object key)
      throws ReflectiveOperationException {
    return MethodHandles.insertArguments(
        MethodHandles.publicLookup()
            .findVirtual(type, method, MethodType.methodType(String.class, keys)),
        1,
        key);
  }

  /**
   * Reads a field that is not public, for what a library shows to nobody.
   *
   * @throws IllegalAccessException in a module that is not open, or with a security manager
   */
  public static MethodHandle field(Class<?> owner, String name)
      throws ReflectiveOperationException {
    Field field = owner.getDeclaredField(name);
    open(field);
    return MethodHandles.lookup().unreflectGetter(field);
  }

  /**
   * Calls a method that is not public; where a subclass overrides it, the subclass's own.
   *
   * @throws IllegalAccessException in a module that is not open, or with a security manager
   */
  public static MethodHandle method(Class<?> owner, String name, Class<?>... parameters)
      throws ReflectiveOperationException {
    Method method = owner.getDeclaredMethod(name, parameters);
    open(method);
    return MethodHandles.lookup().unreflect(method);
  }

  /**
   * Calls a constructor that is not public.
   *
   * @throws IllegalAccessException in a module that is not open, or with a security manager
   */
  public static MethodHandle constructor(Class<?> owner, Class<?>... parameters)
      throws ReflectiveOperationException {
    Constructor<?> constructor = owner.getDeclaredConstructor(parameters);
    open(constructor);
    return MethodHandles.lookup().unreflectConstructor(constructor);
  }

  private static void open(AccessibleObject member) throws IllegalAccessException {
    try {
      member.setAccessible(true);
    } catch (RuntimeException e) {
      throw new IllegalAccessException(member + " (" + e.getMessage() + ")");
    }
  }

  /** The JVM says {@code no such method: <method>}, or just names the class. */
  private static String missing(Throwable e) {
    return String.valueOf(e.getMessage()).replaceFirst("^no such \\w+: ", "");
  }

  /** Finds them all, or throws. */
  @FunctionalInterface
  public interface Lookup<T> {
    T in(Class<?> type) throws ReflectiveOperationException;
  }
}

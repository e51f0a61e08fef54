package io.github.nacosgraceful.install;

import io.github.nacosgraceful.bridge.Bridge;
import io.github.nacosgraceful.log.Log;
import io.github.nacosgraceful.weave.ClassFiles;
import io.github.nacosgraceful.weave.Hook;
import io.github.nacosgraceful.weave.MissingJoinPointException;
import io.github.nacosgraceful.weave.Weaver;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;

/**
 * Weaves hooked classes, on the application's threads, inside class loading; the handlers of a part
 * are put behind its hooks before the first of its classes is woven. Where something is missing or
 * goes wrong, the class stays without the hooks of that part, the part is off for that class
 * loader, and one line says so. Other parts that hook the same class go on.
 */
public final class ClassWeaver {

  private static final Logger log = Log.get();

  private final Map<ClassLoader, Boolean> seesBridge =
      Collections.synchronizedMap(new WeakHashMap<>());
  private final Set<String> connected = new HashSet<>();

  /** Those whose handlers could not be made. */
  private final Set<String> broken = new HashSet<>();

  private final Consumer<String> handlers;
  private final PartStates states;

  /**
   * @param handlers puts those of a part behind its hooks
   * @param states where it is noted what became of them
   */
  public ClassWeaver(Consumer<String> handlers, PartStates states) {
    this.handlers = handlers;
    this.states = states;
  }

  /**
   * Puts the handlers of a part behind its hooks, if they are not there yet. If that fails, each
   * class of the part stays as it is.
   *
   * @return whether they are there
   */
  public synchronized boolean connect(String part) {
    if (connected.add(part)) {
      try {
        handlers.accept(part);
      } catch (Throwable t) {
        broken.add(part);
        states.off(part, "its handlers could not be made: " + t);
        log.warn(
            "{} is off: its handlers could not be made. The application runs without it", part, t);
      }
    }
    return !broken.contains(part);
  }

  /**
   * @param parts with their hooks, all on this class
   * @return the new class file, or null to leave the class alone
   */
  byte[] weave(ClassLoader loader, String name, byte[] classFile, Map<String, List<Hook>> parts) {
    try {
      return seesBridge(loader) ? woven(loader, name, classFile, parts) : null;
    } catch (Throwable t) {
      for (String part : parts.keySet()) {
        cannotWeave(part, loader, name, t);
      }
      return null;
    }
  }

  private byte[] woven(
      ClassLoader loader, String name, byte[] classFile, Map<String, List<Hook>> parts) {
    long begin = System.nanoTime();
    List<Hook> all = new ArrayList<>();
    for (List<Hook> hooks : parts.values()) {
      all.addAll(hooks);
    }
    Weaver weaver = new Weaver(classFile, all, new ClassFiles(loader));
    Map<String, List<Hook>> present = new LinkedHashMap<>();
    List<Hook> allPresent = new ArrayList<>();
    for (Map.Entry<String, List<Hook>> part : parts.entrySet()) {
      List<Hook> its = presentOf(part.getKey(), part.getValue(), weaver, loader, name);
      if (!its.isEmpty()) {
        present.put(part.getKey(), its);
        allPresent.addAll(its);
      }
    }
    if (present.isEmpty()) {
      return null;
    }
    byte[] woven = weaver.weave(allPresent);
    for (Map.Entry<String, List<Hook>> part : present.entrySet()) {
      states.woven(part.getKey(), name, part.getValue());
    }
    log.debug("hooked {} in {}, {} us", name, loader, (System.nanoTime() - begin) / 1000);
    return woven;
  }

  /** The hooks of a part that go into the class; none where the part is off. */
  private List<Hook> presentOf(
      String part, List<Hook> hooks, Weaver weaver, ClassLoader loader, String name) {
    try {
      List<Hook> present = weaver.present(hooks);
      return present.isEmpty() || connect(part) ? present : Collections.emptyList();
    } catch (MissingJoinPointException e) {
      states.off(part, "this version has no " + e.getMessage());
      log.warn(
          "{} is off in {}: this version has no {}. The application runs without it; see docs/supported-versions.md",
          part,
          loader,
          e.getMessage());
    } catch (Throwable t) {
      cannotWeave(part, loader, name, t);
    }
    return Collections.emptyList();
  }

  private void cannotWeave(String part, ClassLoader loader, String name, Throwable why) {
    states.off(part, name + " cannot be woven: " + why);
    log.warn(
        "{} is off in {}: {} cannot be woven. The application runs without it",
        part,
        loader,
        name,
        why);
  }

  void cannotChange(Class<?> loaded, Throwable why) {
    log.warn(
        "{} was loaded before the agent and cannot be changed: it stays as it is",
        loaded.getName(),
        why);
  }

  /**
   * Advice in a class that cannot resolve the bridge would fail at each call: such a loader is left
   * alone.
   */
  private boolean seesBridge(ClassLoader loader) {
    Boolean known = loader == null ? Boolean.FALSE : seesBridge.get(loader);
    if (known == null) {
      known = resolvesBridge(loader);
      seesBridge.put(loader, known);
      if (!known) {
        log.warn(
            "off in {}: this class loader hides the class path of the JVM, so the agent cannot be reached from it."
                + " Let it delegate the package {} to its parent",
            loader,
            Bridge.class.getName().replaceFirst("\\.\\w+$", ""));
      }
    }
    return known;
  }

  private static boolean resolvesBridge(ClassLoader loader) {
    try {
      return Class.forName(Bridge.class.getName(), false, loader) == Bridge.class;
    } catch (ClassNotFoundException | LinkageError e) {
      return false;
    }
  }
}

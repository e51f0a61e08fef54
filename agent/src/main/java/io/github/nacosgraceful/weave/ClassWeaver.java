package io.github.nacosgraceful.weave;

import io.github.nacosgraceful.bridge.Bridge;
import io.github.nacosgraceful.config.Option;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Weaves hooked classes, on the application's threads, inside class loading; the handlers of a part
 * are put behind its hooks before the first of its classes is woven. Whatever goes wrong leaves the
 * class as it is: the part that the class belongs to is off for that class loader, and one line
 * says so.
 */
public final class ClassWeaver {

  private static final Logger log = LoggerFactory.getLogger(ClassWeaver.class);

  private final Map<ClassLoader, Boolean> seesBridge =
      Collections.synchronizedMap(new WeakHashMap<>());
  private final Set<Option> connected = EnumSet.noneOf(Option.class);
  private final Consumer<Option> handlers;
  private final PartStates states = new PartStates();

  /**
   * @param handlers puts those of a part behind its hooks
   */
  public ClassWeaver(Consumer<Option> handlers) {
    this.handlers = handlers;
  }

  /** What became of the hooks so far. */
  public PartStates states() {
    return states;
  }

  /** Puts the handlers of a part behind its hooks, if they are not there yet. */
  public synchronized void connect(Option part) {
    if (connected.add(part)) {
      handlers.accept(part);
    }
  }

  /**
   * @param hooks all on this class
   * @return the new class file, or null to leave the class alone
   */
  byte[] weave(ClassLoader loader, String name, byte[] classFile, List<Hook> hooks) {
    Option part = hooks.get(0).part();
    try {
      if (!seesBridge(loader)) {
        return null;
      }
      long begin = System.nanoTime();
      for (Hook hook : hooks) {
        connect(hook.part());
      }
      byte[] woven = Weaver.weave(classFile, hooks);
      for (Hook hook : hooks) {
        states.woven(hook.part(), name);
      }
      log.debug("hooked {} in {}, {} us", name, loader, (System.nanoTime() - begin) / 1000);
      return woven;
    } catch (MissingJoinPointException e) {
      states.off(part, "this version has no " + e.getMessage());
      log.warn(
          "{} is off in {}: this version has no {}. The application runs without it; see docs/supported-versions.md",
          part.key(),
          loader,
          e.getMessage());
    } catch (Throwable t) {
      states.off(part, name + " cannot be woven: " + t);
      log.warn(
          "{} is off in {}: {} cannot be woven. The application runs without it",
          part.key(),
          loader,
          name,
          t);
    }
    return null;
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

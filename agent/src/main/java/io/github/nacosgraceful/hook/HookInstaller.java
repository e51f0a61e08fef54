package io.github.nacosgraceful.hook;

import io.github.nacosgraceful.bridge.Bridge;
import io.github.nacosgraceful.config.Option;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees every class that is loaded and weaves those that the hooks name, found by one hash lookup.
 *
 * <p>Runs on the application's threads, inside class loading. Whatever goes wrong leaves the class
 * as it is: the part that the class belongs to is off for that class loader, and one line says so.
 */
public final class HookInstaller implements ClassFileTransformer {

  private static final Logger log = LoggerFactory.getLogger(HookInstaller.class);

  private final Map<String, List<Hook>> hooksByType = new HashMap<>();
  private final Map<ClassLoader, Boolean> seesBridge =
      Collections.synchronizedMap(new WeakHashMap<>());

  /**
   * @param hooks of the parts that are on
   */
  public HookInstaller(List<Hook> hooks) {
    for (Hook hook : hooks) {
      hooksByType
          .computeIfAbsent(hook.type().replace('.', '/'), name -> new ArrayList<>())
          .add(hook);
    }
  }

  /**
   * From now on, hooked classes are woven as they are loaded; those already there (another agent's
   * doing) at once.
   */
  public void install(Instrumentation instrumentation) {
    instrumentation.addTransformer(this, true);
    for (Class<?> loaded : instrumentation.getAllLoadedClasses()) {
      if (hooksByType.containsKey(loaded.getName().replace('.', '/'))) {
        try {
          instrumentation.retransformClasses(loaded);
        } catch (UnmodifiableClassException | RuntimeException | Error e) {
          log.warn(
              "{} was loaded before the agent and cannot be changed: it stays as it is",
              loaded.getName(),
              e);
        }
      }
    }
  }

  @Override
  public byte[] transform(
      ClassLoader loader,
      String internalName,
      Class<?> redefined,
      ProtectionDomain domain,
      byte[] classFile) {
    List<Hook> hooks = internalName == null ? null : hooksByType.get(internalName);
    if (hooks == null) {
      return null;
    }
    String name = internalName.replace('/', '.');
    Option part = hooks.get(0).part();
    try {
      if (!seesBridge(loader)) {
        return null;
      }
      long begin = System.nanoTime();
      byte[] woven = Weaver.weave(classFile, hooks);
      log.debug("hooked {} in {}, {} us", name, loader, (System.nanoTime() - begin) / 1000);
      return woven;
    } catch (MissingJoinPointException e) {
      log.warn(
          "{} is off in {}: this version has no {}. The application runs without it; see docs/supported-versions.md",
          part.key(),
          loader,
          e.getMessage());
    } catch (Throwable t) {
      log.warn(
          "{} is off in {}: {} cannot be woven. The application runs without it",
          part.key(),
          loader,
          name,
          t);
    }
    return null;
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
            Bridge.class.getPackage().getName());
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

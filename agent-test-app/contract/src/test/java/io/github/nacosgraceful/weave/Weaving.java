package io.github.nacosgraceful.weave;

import io.github.nacosgraceful.start.Hooks;
import java.util.List;
import java.util.stream.Collectors;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.pool.TypePool;

/** Lets the contract test use what weaves classes in an application. */
public final class Weaving {

  private Weaving() {}

  /** The class file as the agent changes it; fails as it fails there. */
  public static byte[] weave(String name, byte[] classFile) throws Exception {
    return Weaver.weave(classFile, hooksOn(name));
  }

  /** Whether the agent hooks this class. */
  public static boolean isHooked(String name) {
    return !hooksOn(name).isEmpty();
  }

  /** Which join points a version has, of all that the agent knows. */
  public static List<Hook> present(ClassLoader version) {
    ClassFileLocator locator = ClassFileLocator.ForClassLoader.of(version);
    TypePool pool = TypePool.Default.of(locator);
    return Hooks.all().stream()
        .filter(hook -> isIn(hook, pool.describe(hook.type())))
        .collect(Collectors.toList());
  }

  private static boolean isIn(Hook hook, TypePool.Resolution type) {
    return type.isResolved()
        && type.resolve().getDeclaredMethods().stream()
            .map(method -> method.getInternalName() + method.getDescriptor())
            .anyMatch(hook::matches);
  }

  /** The types of a version that have a hook the agent cannot do without, and lack it. */
  public static List<Hook> missing(ClassLoader version) {
    TypePool pool = TypePool.Default.of(ClassFileLocator.ForClassLoader.of(version));
    return Hooks.all().stream()
        .filter(Hook::required)
        .filter(hook -> pool.describe(hook.type()).isResolved())
        .filter(hook -> !isIn(hook, pool.describe(hook.type())))
        .collect(Collectors.toList());
  }

  private static List<Hook> hooksOn(String type) {
    return Hooks.all().stream()
        .filter(hook -> hook.type().equals(type))
        .collect(Collectors.toList());
  }
}

package io.github.nacosgraceful.weave;

import io.github.nacosgraceful.start.Parts;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.pool.TypePool;

/** Lets the contract test use what weaves classes in an application. */
public final class Weaving {

  private Weaving() {}

  /** Every join point of the agent. */
  public static List<Hook> hooks() {
    return Parts.all().stream()
        .flatMap(part -> Stream.concat(part.hooks().stream(), part.lateHooks().stream()))
        .toList();
  }

  /**
   * The class file as the agent changes it; fails as it fails there.
   *
   * @param loader of the class
   */
  public static byte[] weave(ClassLoader loader, String name, byte[] classFile) throws Exception {
    Weaver weaver = new Weaver(classFile, hooksOn(name), new ClassFiles(loader));
    List<Hook> present = weaver.present(hooksOn(name));
    return present.isEmpty() ? classFile : weaver.weave(present);
  }

  /** Whether the agent hooks this class. */
  public static boolean isHooked(String name) {
    return hooks().stream().anyMatch(hook -> hook.type().equals(name));
  }

  /** Which join points a version has, of all that the agent knows. */
  public static List<Hook> present(ClassLoader version) {
    TypePool pool = TypePool.Default.of(ClassFileLocator.ForClassLoader.of(version));
    return hooks().stream()
        .filter(hook -> methodsOf(hook, pool).anyMatch(hook::matches))
        .collect(Collectors.toList());
  }

  /** Those that a version lacks, though it has the class and the agent cannot do without. */
  public static List<Hook> missing(ClassLoader version) {
    TypePool pool = TypePool.Default.of(ClassFileLocator.ForClassLoader.of(version));
    return hooks().stream()
        .filter(Hook::isDemanded)
        .filter(hook -> pool.describe(hook.type()).isResolved())
        .filter(hook -> methodsOf(hook, pool).noneMatch(hook::matchesGroup))
        .collect(Collectors.toList());
  }

  /**
   * The methods of hooked classes that are called as a hooked one, with their classes: also those
   * that no hook is for, which is what a changed signature looks like.
   */
  public static List<String> namesakes(ClassLoader version) {
    TypePool pool = TypePool.Default.of(ClassFileLocator.ForClassLoader.of(version));
    return hooks().stream()
        .flatMap(
            hook ->
                methodsOf(hook, pool)
                    .filter(method -> nameOf(method).equals(nameOf(hook)))
                    .map(method -> hook.type() + "#" + method))
        .distinct()
        .collect(Collectors.toList());
  }

  private static String nameOf(Hook hook) {
    return nameOf(hook.toString().substring(hook.type().length() + 1));
  }

  private static String nameOf(String method) {
    return method.replaceFirst("\\(.*", "");
  }

  private static Stream<String> methodsOf(Hook hook, TypePool pool) {
    TypePool.Resolution type = pool.describe(hook.type());
    return type.isResolved()
        ? type.resolve().getDeclaredMethods().stream()
            .map(method -> method.getInternalName() + method.getDescriptor())
        : Stream.empty();
  }

  private static List<Hook> hooksOn(String type) {
    return hooks().stream().filter(hook -> hook.type().equals(type)).collect(Collectors.toList());
  }
}

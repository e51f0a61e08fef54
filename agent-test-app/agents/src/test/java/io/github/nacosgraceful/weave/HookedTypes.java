package io.github.nacosgraceful.weave;

import io.github.nacosgraceful.start.Parts;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Lets the tests use what weaves classes in an application. */
public final class HookedTypes {

  private HookedTypes() {}

  /** Of all classes that the agent knows. */
  public static List<String> names() {
    return hooks().map(Hook::type).distinct().collect(Collectors.toList());
  }

  /**
   * The class file as the agent alone changes it.
   *
   * @param loader that finds the other classes of its library
   */
  public static byte[] weave(ClassLoader loader, String name, byte[] classFile)
      throws MissingJoinPointException {
    List<Hook> its = hooks().filter(hook -> hook.type().equals(name)).collect(Collectors.toList());
    Weaver weaver = new Weaver(classFile, its, new ClassFiles(loader));
    return weaver.weave(weaver.present(its));
  }

  private static Stream<Hook> hooks() {
    return Parts.all().stream().flatMap(part -> part.hooks().stream());
  }
}

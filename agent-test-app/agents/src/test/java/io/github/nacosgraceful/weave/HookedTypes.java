package io.github.nacosgraceful.weave;

import io.github.nacosgraceful.start.Hooks;
import java.util.List;
import java.util.stream.Collectors;

/** Lets the tests use what weaves classes in an application. */
public final class HookedTypes {

  private HookedTypes() {}

  /** Of all classes that the agent knows. */
  public static List<String> names() {
    return Hooks.all().stream().map(Hook::type).distinct().collect(Collectors.toList());
  }

  /** The class file as the agent alone changes it. */
  public static byte[] weave(String name, byte[] classFile) throws MissingJoinPointException {
    return Weaver.weave(
        classFile,
        Hooks.all().stream().filter(hook -> hook.type().equals(name)).collect(Collectors.toList()));
  }
}

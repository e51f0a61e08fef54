package io.github.nacosgraceful.weave;

import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import net.bytebuddy.jar.asm.ClassReader;

/**
 * The class files that a loader finds. Read, never loaded: whoever asks is inside the loading of
 * another class.
 */
public final class ClassFiles {

  private final ClassLoader loader;

  public ClassFiles(ClassLoader loader) {
    this.loader = loader;
  }

  /** Whether the class of a hook is there and has the method. */
  boolean have(Hook hook) {
    try (InputStream in = loader.getResourceAsStream(hook.type().replace('.', '/') + ".class")) {
      return in != null && Shape.of(new ClassReader(in), Collections.singletonList(hook)).has(hook);
    } catch (IOException | RuntimeException e) {
      return false; // a file that cannot be read cannot be woven either
    }
  }
}

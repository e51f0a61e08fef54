package io.github.nacosgraceful.agents;

import java.io.File;
import java.io.IOException;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.nio.file.Files;
import java.security.ProtectionDomain;
import java.util.HashSet;
import java.util.Set;

/**
 * The last agent on the command line: keeps the class files of some classes as the JVM gets them,
 * with what every other agent has done to them. Changes nothing.
 */
public final class Witness implements ClassFileTransformer {

  private final Set<String> names = new HashSet<>();
  private final File directory;

  private Witness(File directory) throws IOException {
    this.directory = directory;
    for (String name : Files.readAllLines(new File(directory, "names").toPath())) {
      names.add(name.replace('.', '/'));
    }
  }

  /**
   * @param directory for the class files; has a file with the names of the classes
   */
  public static void premain(String directory, Instrumentation instrumentation) throws IOException {
    instrumentation.addTransformer(new Witness(new File(directory)), true);
  }

  @Override
  public byte[] transform(
      ClassLoader loader, String name, Class<?> again, ProtectionDomain domain, byte[] classFile) {
    if (names.contains(name)) {
      try {
        Files.write(new File(directory, name.replace('/', '.') + ".class").toPath(), classFile);
      } catch (IOException e) {
        e.printStackTrace(); // and the test misses the class
      }
    }
    return null;
  }
}

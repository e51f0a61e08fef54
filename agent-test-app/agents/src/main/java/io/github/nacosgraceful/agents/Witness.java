package io.github.nacosgraceful.agents;

import java.io.File;
import java.io.IOException;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.ProtectionDomain;

/**
 * The last agent on the command line: keeps the class files into which calls of the bridge were
 * woven as the JVM gets them, with what every other agent has done to them. Changes nothing.
 */
public final class Witness implements ClassFileTransformer {

  private static final String OURS = "io/github/nacosgraceful/";

  private final File directory;

  private Witness(File directory) {
    this.directory = directory;
  }

  /**
   * @param directory for the class files
   */
  public static void premain(String directory, Instrumentation instrumentation) {
    instrumentation.addTransformer(new Witness(new File(directory)), true);
  }

  @Override
  public byte[] transform(
      ClassLoader loader, String name, Class<?> again, ProtectionDomain domain, byte[] classFile) {
    if (name != null && !name.startsWith(OURS) && callsTheBridge(classFile)) {
      try {
        Files.write(new File(directory, name.replace('/', '.') + ".class").toPath(), classFile);
      } catch (IOException e) {
        e.printStackTrace(); // and the test misses the class
      }
    }
    return null;
  }

  /** Each byte is a character, and the name of the bridge is in the constants. */
  private static boolean callsTheBridge(byte[] classFile) {
    return new String(classFile, StandardCharsets.ISO_8859_1).contains(OURS + "bridge/Bridge");
  }
}

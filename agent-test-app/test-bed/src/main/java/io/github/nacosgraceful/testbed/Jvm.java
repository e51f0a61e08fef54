package io.github.nacosgraceful.testbed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The JVM that the processes run on: the one that runs this. */
public final class Jvm {

  public static final String EXECUTABLE =
      Path.of(System.getProperty("java.home"), "bin", "java").toString();

  private Jvm() {}

  public static String classpath(Path file) throws IOException {
    return Files.readString(file).strip();
  }
}

package io.github.nacosgraceful.launchers;

import io.github.nacosgraceful.testbed.Jvm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A way to start an application of Spring Boot. */
enum Launch {
  CLASS_PATH {
    @Override
    List<String> prepare(Sample stack, String main, Path directory) {
      return List.of("-classpath", stack.classpath(stack.classes()), main);
    }
  },

  /** Jars within the jar, loaded by the launcher's own class loader. */
  FAT_JAR {
    @Override
    List<String> prepare(Sample stack, String main, Path directory) throws Exception {
      return List.of("-jar", fatJar(stack, main, directory).toString());
    }
  },

  /** The same jar, whose launcher takes the main class and more folders from properties. */
  PROPERTIES_LAUNCHER {
    @Override
    List<String> prepare(Sample stack, String main, Path directory) throws Exception {
      Path jar = fatJar(stack, main, directory);
      String launcher = Archives.mainClass(jar).replace("JarLauncher", "PropertiesLauncher");
      return List.of("-Dloader.main=" + main, "-classpath", jar.toString(), launcher);
    }
  },

  /** The fat jar unpacked, and started with its launcher, as in layered images. */
  EXPLODED {
    @Override
    List<String> prepare(Sample stack, String main, Path directory) throws Exception {
      Path jar = fatJar(stack, main, directory);
      Path unpacked = Archives.unpack(jar, directory.resolve("unpacked"));
      return List.of("-classpath", unpacked.toString(), Archives.mainClass(jar));
    }
  },

  /** What Spring Boot 3.3 and newer extract from a fat jar: no launcher any more. */
  EXTRACTED {
    @Override
    List<String> prepare(Sample stack, String main, Path directory) throws Exception {
      Path jar = fatJar(stack, main, directory);
      Path extracted = directory.resolve("extracted");
      Process tools =
          new ProcessBuilder(
                  Jvm.EXECUTABLE,
                  "-Djarmode=tools",
                  "-jar",
                  jar.toString(),
                  "extract",
                  "--destination",
                  extracted.toString())
              .inheritIO()
              .start();
      if (tools.waitFor() != 0) {
        throw new IllegalStateException("could not be extracted: " + jar);
      }
      return List.of("-jar", extracted.resolve(jar.getFileName()).toString());
    }
  };

  /** Options of the JVM, up to the application's own arguments. */
  abstract List<String> prepare(Sample stack, String main, Path directory) throws Exception;

  private static Path fatJar(Sample stack, String main, Path directory) throws Exception {
    return Archives.executable(
        stack, main, Files.createDirectories(directory).resolve("application.jar"));
  }
}

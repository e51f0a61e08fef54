package io.github.nacosgraceful.launchers;

import io.github.nacosgraceful.testbed.Jars;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/** Makes jars, executable ones with the launcher of a certain Spring Boot, and unpacks them. */
final class Archives {

  static final Path PROGRAMS = Path.of(System.getProperty("programs"));
  private static final String REPACKAGE = "io.github.nacosgraceful.launchers.program.Repackage";

  private Archives() {}

  /** The stack's sample as an executable {@code .jar} or {@code .war}, as the file's name says. */
  static Path executable(Sample stack, String main, Path file) throws Exception {
    Path own = file.resolveSibling("own-" + file.getFileName());
    boolean war = file.toString().endsWith(".war");
    jar(own, new Manifest(), Map.of(war ? "WEB-INF/classes/" : "", stack.classes()));
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of(own.toString(), file.toString(), main));
    stack.libraries().forEach(library -> arguments.add(library.toString()));
    List<Path> tools =
        Jars.of(
            List.of("org.springframework.boot:spring-boot-loader-tools:" + stack.bootVersion()));
    URL[] urls =
        Stream.concat(Stream.of(PROGRAMS), tools.stream()).map(Archives::url).toArray(URL[]::new);
    try (URLClassLoader loader = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader())) {
      loader
          .loadClass(REPACKAGE)
          .getMethod("main", String[].class)
          .invoke(null, (Object) arguments.toArray(String[]::new));
    }
    return file;
  }

  /**
   * @param content files and folders, by the path that each gets in the jar
   */
  static void jar(Path file, Manifest manifest, Map<String, Path> content) throws IOException {
    manifest.getMainAttributes().putValue("Manifest-Version", "1.0");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(file), manifest)) {
      for (Map.Entry<String, Path> part : content.entrySet()) {
        try (Stream<Path> files = Files.walk(part.getValue())) {
          for (Path each : files.filter(Files::isRegularFile).toList()) {
            String path = part.getValue().relativize(each).toString();
            out.putNextEntry(new JarEntry(part.getKey() + path.replace(File.separatorChar, '/')));
            Files.copy(each, out);
          }
        }
      }
    }
  }

  static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path each : files.filter(Files::isRegularFile).toList()) {
        Path copy = to.resolve(from.relativize(each).toString());
        Files.createDirectories(copy.getParent());
        Files.copy(each, copy);
      }
    }
  }

  static Path unpack(Path archive, Path directory) throws IOException {
    try (JarFile jar = new JarFile(archive.toFile())) {
      for (JarEntry entry : jar.stream().filter(entry -> !entry.isDirectory()).toList()) {
        Path file = directory.resolve(entry.getName());
        Files.createDirectories(file.getParent());
        Files.copy(jar.getInputStream(entry), file);
      }
    }
    return directory;
  }

  /** The launcher. */
  static String mainClass(Path archive) throws IOException {
    try (JarFile jar = new JarFile(archive.toFile())) {
      return jar.getManifest().getMainAttributes().getValue("Main-Class");
    }
  }

  private static URL url(Path path) {
    try {
      return path.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new UncheckedIOException(e);
    }
  }
}

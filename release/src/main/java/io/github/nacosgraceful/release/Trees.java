package io.github.nacosgraceful.release;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Files below a folder. */
final class Trees {

  /** What a build, an editor or git leaves in a checkout. */
  private static final Set<String> NOT_SOURCE =
      Set.of("target", ".git", ".idea", ".vscode", ".settings", ".classpath", ".project");

  private Trees() {}

  /** The sources in a folder, in the order of their names, whatever the file system's is. */
  static List<Path> sources(Path folder) throws IOException {
    List<Path> files = new ArrayList<>();
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path each, BasicFileAttributes attributes) {
            return isSource(each) ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
          }

          @Override
          public FileVisitResult visitFile(Path each, BasicFileAttributes attributes) {
            if (isSource(each) && attributes.isRegularFile()) {
              files.add(each);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    files.sort(Comparator.comparing(file -> folder.relativize(file).toString()));
    return files;
  }

  static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    List<Path> files;
    try (Stream<Path> all = Files.walk(folder)) {
      files = all.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : files) {
      Files.delete(file);
    }
  }

  private static boolean isSource(Path file) {
    String name = file.getFileName().toString();
    return !NOT_SOURCE.contains(name) && !name.endsWith(".iml");
  }
}

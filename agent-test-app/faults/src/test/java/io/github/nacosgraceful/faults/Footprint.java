package io.github.nacosgraceful.faults;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The most that a process takes while somebody looks: threads of the agent, which Linux shows with
 * the first 15 characters of their names, and memory.
 */
final class Footprint {

  private static final String THREAD = "nacos-graceful-";

  private final Path process;
  private final long residentBefore;
  private int mostThreads;
  private long mostResident;

  Footprint(long pid) throws IOException {
    process = Path.of("/proc", Long.toString(pid));
    residentBefore = resident();
    mostResident = residentBefore;
  }

  static boolean canBeSeen() {
    return Files.isDirectory(Path.of("/proc/self/task"));
  }

  void look() {
    try {
      mostThreads = Math.max(mostThreads, threads());
      mostResident = Math.max(mostResident, resident());
    } catch (IOException ended) {
      // The process, or one of its threads.
    }
  }

  int mostThreads() {
    return mostThreads;
  }

  /** In MiB, above what it was at first. */
  double mostMemory() {
    return (mostResident - residentBefore) / 1024.0;
  }

  private int threads() throws IOException {
    int threads = 0;
    try (DirectoryStream<Path> tasks = Files.newDirectoryStream(process.resolve("task"))) {
      for (Path task : tasks) {
        Path name = task.resolve("comm");
        if (Files.exists(name) && Files.readString(name).startsWith(THREAD)) {
          threads++;
        }
      }
    }
    return threads;
  }

  /** In KiB. */
  private long resident() throws IOException {
    List<String> lines = Files.readAllLines(process.resolve("status"));
    return lines.stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElse(0);
  }
}

package io.github.nacosgraceful.remote;

import java.io.BufferedReader;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/**
 * Looks at a process before it is attached to, where there is {@code /proc}. The JDK asks a JVM to
 * listen by a SIGQUIT, which ends a process that is none.
 */
final class ProcessLooks {

  private ProcessLooks() {}

  /**
   * @return why the process cannot be attached to; null if it looks as if it can, or cannot be seen
   */
  static String refusal(long pid) {
    return refusal(pid, new File("/proc"));
  }

  static String refusal(long pid, File proc) {
    if (!new File(proc, "self").exists()) {
      return null;
    }
    File process = new File(proc, String.valueOf(pid));
    if (!process.exists()) {
      return "there is no process " + pid;
    }
    boolean jvm = false;
    try (BufferedReader maps =
        new BufferedReader(
            new InputStreamReader(
                new FileInputStream(new File(process, "maps")), StandardCharsets.UTF_8))) {
      for (String line = maps.readLine(); line != null; line = maps.readLine()) {
        if (line.contains("libj9vm")) {
          return "process " + pid + " is an OpenJ9 JVM: only HotSpot can be attached to";
        }
        jvm |= line.contains("libjvm.");
      }
    } catch (IOException e) {
      return "process " + pid + " belongs to another user: run this command as that user";
    }
    return jvm ? null : "process " + pid + " is not a JVM";
  }
}

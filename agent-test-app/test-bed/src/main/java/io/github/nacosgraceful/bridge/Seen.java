package io.github.nacosgraceful.bridge;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Notes which methods of the agent run, once each, with the thread that was first: a line {@code
 * method<TAB>thread} in the file that the system property {@code seen} names. A copy of the agent's
 * jar that {@code FaultyJar} made calls it; in the bridge's package, which both worlds of the agent
 * see. Any thread.
 */
public final class Seen {

  private static final Set<String> SEEN = ConcurrentHashMap.newKeySet();

  private Seen() {}

  /** At the start of a method, on whatever thread runs it. */
  public static void at(String method) {
    if (SEEN.add(method)) {
      String line = method + "\t" + Thread.currentThread().getName() + "\n";
      // As few classes of the JDK as possible: this runs inside class loading too.
      try (FileOutputStream file = new FileOutputStream(System.getProperty("seen"), true)) {
        file.write(line.getBytes(StandardCharsets.UTF_8));
      } catch (IOException e) {
        System.err.println("not noted: " + line);
      }
    }
  }
}

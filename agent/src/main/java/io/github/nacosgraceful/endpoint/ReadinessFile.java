package io.github.nacosgraceful.endpoint;

import io.github.nacosgraceful.log.Log;
import io.github.nacosgraceful.status.Readiness;
import io.github.nacosgraceful.thread.AgentThread;
import java.io.File;
import java.io.IOException;
import org.slf4j.Logger;

/**
 * A file that is there as long as the process is ready, for probes that run a command: {@code test
 * -f}. Looks a few times a second, on a thread of its own, until the JVM ends. What is on the disk
 * counts, not what was done: an earlier process may have left the file there, and whoever cleans
 * the folder may have removed it.
 */
final class ReadinessFile {

  private static final Logger log = Log.get();
  private static final long POLL_MILLIS = 200;

  private final File file;
  private final Readiness readiness;

  /** The last one: it is said once. */
  private String problem;

  ReadinessFile(File file, Readiness readiness) {
    this.file = file;
    this.readiness = readiness;
  }

  /** On a thread of its own. */
  void start() {
    AgentThread.of(this::keepUp, "readiness", null).start();
  }

  private void keepUp() {
    try {
      show(false); // while the nodes are asked for the first time
      while (true) {
        boolean ready = isReady();
        say(ready, show(ready));
        Thread.sleep(POLL_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // nobody of ours does that
    }
  }

  /** Not, where it cannot be found out: a file that stays would say the opposite. */
  private boolean isReady() {
    try {
      return readiness.isReady();
    } catch (RuntimeException e) {
      log.debug("whether this process is ready cannot be found out", e);
      return false;
    }
  }

  /**
   * Makes it so, or tries.
   *
   * @return why it is not so; null if it is
   */
  String show(boolean ready) {
    try {
      if (ready && !file.isFile() && !file.createNewFile() && !file.isFile()) {
        return "it is not a file";
      }
      return !ready && file.isFile() && !file.delete() && file.isFile()
          ? "it is still there"
          : null;
    } catch (IOException | RuntimeException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private void say(boolean ready, String why) {
    if (why != null && !why.equals(problem)) {
      if (ready) {
        log.warn(
            "the readiness file {} cannot be written ({}): who waits for it waits in vain until it"
                + " can. Correct readiness.file",
            file,
            why);
      } else {
        log.warn(
            "the readiness file {} cannot be removed ({}): who looks for it takes this process for"
                + " ready, which it is not. Remove it, or correct readiness.file",
            file,
            why);
      }
    }
    problem = why;
  }
}

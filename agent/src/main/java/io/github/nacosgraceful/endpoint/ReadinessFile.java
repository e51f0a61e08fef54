package io.github.nacosgraceful.endpoint;

import io.github.nacosgraceful.status.Readiness;
import io.github.nacosgraceful.thread.AgentThread;
import java.io.File;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file that is there as long as the process is ready, for probes that run a command: {@code test
 * -f}. Looks a few times a second, on a thread of its own, until the JVM ends.
 */
final class ReadinessFile extends AgentThread {

  private static final Logger log = LoggerFactory.getLogger(ReadinessFile.class);
  private static final long POLL_MILLIS = 200;

  private final File file;
  private final Readiness readiness;

  ReadinessFile(String path, Readiness readiness) {
    super(null, "readiness", null);
    file = new File(path);
    this.readiness = readiness;
  }

  /** What an earlier process left there says nothing of this one. */
  @Override
  public void run() {
    try {
      file.delete();
      boolean there = false;
      while (true) {
        boolean ready = readiness.isReady();
        if (ready && !there) {
          there = file.createNewFile() || file.exists();
        } else if (!ready && there) {
          there = file.exists() && !file.delete();
        }
        Thread.sleep(POLL_MILLIS);
      }
    } catch (IOException | RuntimeException e) {
      log.warn(
          "the readiness file {} cannot be written ({}): who waits for it waits in vain. Correct"
              + " readiness.file",
          file,
          e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // nobody of ours does that
    }
  }
}

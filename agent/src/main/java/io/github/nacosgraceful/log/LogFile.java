package io.github.nacosgraceful.log;

import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.security.AccessController;
import java.security.PrivilegedActionException;
import java.security.PrivilegedExceptionAction;

/**
 * The file of {@code log.file}: {@code agent.log}, and beside it the old ones, {@code agent.log.1}
 * the youngest of them. Any thread, one at a time.
 *
 * <p>It is opened for each text and closed again. The agent writes few, and so every text finds its
 * way whatever became of the file meanwhile: another JVM that writes it too has renamed it,
 * somebody has removed it, the disk was full.
 *
 * <p>Only {@code java.io}: the first use of {@code java.nio.file} fixes the default file system,
 * which the application may want to choose.
 */
final class LogFile {

  private final File file;
  private final long maxSize;
  private final int oldFiles;

  /** The last text may be there in part, without the end of its line. */
  private boolean torn;

  /**
   * @param maxSize bytes; only a text that is longer by itself makes a file larger
   * @param oldFiles how many are kept; 0: the file begins anew
   */
  LogFile(File file, long maxSize, int oldFiles) {
    this.file = file;
    this.maxSize = maxSize;
    this.oldFiles = oldFiles;
  }

  /**
   * Adds a text in one piece, so that those of several JVMs do not get mixed up.
   *
   * @param text with the end of its line
   * @throws IOException if not all of it could be written
   */
  void append(String text) throws IOException {
    try {
      // Whoever calls need not be allowed to write files.
      AccessController.doPrivileged(
          (PrivilegedExceptionAction<Void>)
              () -> {
                write(text);
                return null;
              });
    } catch (PrivilegedActionException e) {
      throw (IOException) e.getException();
    }
  }

  private void write(String text) throws IOException {
    byte[] bytes =
        (torn && file.length() > 0 ? "\n" + text : text).getBytes(StandardCharsets.UTF_8);
    if (isFull(bytes.length)) {
      rotate(bytes.length);
    }
    torn = true;
    try (FileOutputStream out = new FileOutputStream(file, true)) {
      out.write(bytes);
    }
    torn = false;
  }

  private boolean isFull(long more) {
    long size = file.length();
    return size > 0 && size + more > maxSize;
  }

  /**
   * Only one JVM does it: whoever has the lock on the file that is in the way. The others write on
   * to it under its new name until they see the next one.
   */
  private void rotate(long more) throws IOException {
    try (FileOutputStream full = new FileOutputStream(file, true)) {
      FileLock lock = full.getChannel().tryLock();
      // Full no more: it was renamed between the question and the lock.
      if (lock != null && isFull(more)) {
        rename();
      }
    }
  }

  private void rename() throws IOException {
    old(oldFiles).delete();
    for (int i = oldFiles; i > 0; i--) {
      File from = old(i - 1);
      if (from.exists() && !from.renameTo(old(i))) {
        throw new IOException(from + " cannot be renamed to " + old(i).getName());
      }
    }
  }

  /** The file itself is number 0. */
  private File old(int number) {
    return number == 0 ? file : new File(file.getPath() + "." + number);
  }

  @Override
  public String toString() {
    return file.getPath();
  }
}

package io.github.nacosgraceful.release;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipParameters;

/** A {@code tar.gz} of sources that says nothing of who made it, where and when. */
final class Archive {

  private static final int EXECUTABLE = 0100755;
  private static final int PLAIN = 0100644;

  private Archive() {}

  /**
   * @param top the folder that it unpacks to
   * @param below where in {@code top} the files are; may be empty
   */
  static void write(Path archive, String top, Path sources, String below, Instant time)
      throws IOException {
    GzipParameters parameters = new GzipParameters(); // no name and no time
    parameters.setOperatingSystem(255); // unknown
    try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(archive));
        TarArchiveOutputStream tar =
            new TarArchiveOutputStream(new GzipCompressorOutputStream(file, parameters), "UTF-8")) {
      tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
      tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
      for (Path source : Trees.sources(sources)) {
        String path = sources.relativize(source).toString().replace('\\', '/');
        TarArchiveEntry entry =
            new TarArchiveEntry(top + "/" + (below.isEmpty() ? "" : below + "/") + path);
        entry.setSize(Files.size(source));
        entry.setModTime(time.toEpochMilli());
        entry.setIds(0, 0);
        entry.setMode(isScript(source) ? EXECUTABLE : PLAIN);
        tar.putArchiveEntry(entry);
        Files.copy(source, tar);
        tar.closeArchiveEntry();
      }
    }
  }

  /** By its first bytes: the bits of a checkout depend on the user's {@code umask}. */
  private static boolean isScript(Path source) throws IOException {
    try (var in = Files.newInputStream(source)) {
      return in.read() == '#' && in.read() == '!';
    }
  }
}

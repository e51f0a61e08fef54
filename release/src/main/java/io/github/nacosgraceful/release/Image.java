package io.github.nacosgraceful.release;

import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import com.google.cloud.tools.jib.api.buildplan.Platform;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;

/** The image for a volume: the jar in an image that has nothing else, as a tar. */
final class Image {

  static final String JAR = "/" + Release.NAME + ".jar";

  private Image() {}

  /** Needs no Docker engine and no registry. */
  static void write(Path jar, Path tar, String name, Instant time) throws Exception {
    Path cache = Files.createTempDirectory("jib");
    try {
      Jib.fromScratch()
          .setPlatforms(Set.of(new Platform("amd64", "linux")))
          .setCreationTime(time)
          .addFileEntriesLayer(
              FileEntriesLayer.builder()
                  .setName("agent")
                  .addEntry(
                      jar, AbsoluteUnixPath.get(JAR), FilePermissions.fromOctalString("644"), time)
                  .build())
          .containerize(
              Containerizer.to(TarImage.at(tar).named(name))
                  .setOfflineMode(true)
                  .setBaseImageLayersCache(cache)
                  .setApplicationLayersCache(cache));
    } finally {
      Trees.delete(cache);
    }
  }
}

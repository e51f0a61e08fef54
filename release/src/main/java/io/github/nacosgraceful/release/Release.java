package io.github.nacosgraceful.release;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;

/**
 * Makes the folder of a release: everything that can be put on a release page as it is. The same
 * commit makes the same bytes, wherever and whenever it is built.
 */
public final class Release {

  static final String NAME = "nacos-graceful-agent";

  private final Path root;
  private final Path folder;
  private final String version;
  private final Instant time;

  /**
   * @param root of the project
   * @param folder that is made; what was there before is deleted
   * @param time of every file in an archive
   */
  Release(Path root, Path folder, String version, Instant time) {
    this.root = root.toAbsolutePath().normalize();
    this.folder = folder.toAbsolutePath().normalize();
    this.version = version;
    this.time = time;
  }

  /**
   * @param args the project's folder, the release's, the version, and the time of the commit
   */
  public static void main(String[] args) throws Exception {
    new Release(Path.of(args[0]), Path.of(args[1]), args[2], Instant.parse(args[3])).make();
  }

  void make() throws Exception {
    Trees.delete(folder);
    Files.createDirectories(folder);
    Path built = root.resolve("agent/target");
    Path jar = copy(built.resolve(NAME + ".jar"), ".jar");
    copy(built.resolve(NAME + "-sources.jar"), "-sources.jar");
    copy(built.resolve(NAME + "-javadoc.jar"), "-javadoc.jar");
    copy(built.resolve("bom.json"), "-sbom.json");
    text(name(".pom"), Pom.of(root.resolve("pom.xml"), version));
    Image.write(jar, file("-image.tar"), NAME + ":" + version, time);
    Archive.write(file("-deploy.tar.gz"), name(""), root.resolve("deploy"), "deploy", time);
    Archive.write(file("-src.tar.gz"), name(""), root, "", time);
    text("CHANGES.md", Changes.of(Files.readString(root.resolve("CHANGELOG.md")), version));
    text("THIRD-PARTY-NOTICES.txt", Notices.of(jar));
    Files.copy(root.resolve("LICENSE"), folder.resolve("LICENSE"));
    for (String page : List.of("README.md", "README.zh-CN.md")) {
      String linked = Files.readString(root.resolve(page));
      text(page, Links.into(linked, name("")));
    }
    text(Checksums.FILE, Checksums.of(folder));
  }

  private String name(String end) {
    return NAME + "-" + version + end;
  }

  private Path file(String end) {
    return folder.resolve(name(end));
  }

  private Path copy(Path from, String end) throws IOException {
    Path to = Files.copy(from, file(end), StandardCopyOption.REPLACE_EXISTING);
    if (end.endsWith(".jar")) {
      JarModes.set(to);
    }
    return to;
  }

  private void text(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }
}

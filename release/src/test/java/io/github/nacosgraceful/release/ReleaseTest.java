package io.github.nacosgraceful.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TimeZone;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

/** The folder of a release, made from a small project that looks like this one. */
class ReleaseTest {

  private static final Instant TIME = Instant.parse("2026-11-20T00:00:00Z");
  private static final String NAME = "nacos-graceful-agent-1.0.0";

  @TempDir Path temp;

  private final TimeZone zone = TimeZone.getDefault();

  @BeforeEach
  void makesAProject() throws Exception {
    project(temp.resolve("one"));
  }

  @AfterEach
  void restoresTheZone() {
    TimeZone.setDefault(zone);
  }

  @Test
  void isTheSameInAnotherFolderAndZoneAndOnAnotherDay() throws Exception {
    Path one = release(temp.resolve("one"));
    TimeZone.setDefault(TimeZone.getTimeZone("Asia/Shanghai"));
    Path other = temp.resolve("a/longer path/two");
    project(other);
    for (Path file : Trees.sources(other)) {
      Files.setLastModifiedTime(file, java.nio.file.attribute.FileTime.fromMillis(1));
    }
    Path two = release(other);
    List<String> names = names(one);
    assertThat(names(two)).isEqualTo(names);
    for (String name : names) {
      assertThat(two.resolve(name)).as(name).hasSameBinaryContentAs(one.resolve(name));
    }
  }

  /** Else jars differ with the umask of whoever builds. */
  @Test
  void givesTheEntriesOfJarsItsOwnModes() throws Exception {
    Path strict = jar("strict.jar", 0100600, 040700);
    Path open = jar("open.jar", 0100664, 040775);
    assertThat(Files.mismatch(strict, open)).isNotNegative();
    JarModes.set(strict);
    JarModes.set(open);
    assertThat(strict).hasSameBinaryContentAs(open);
    try (ZipFile zip = ZipFile.builder().setPath(open).get()) {
      assertThat(zip.getEntry("a/").getUnixMode()).isEqualTo(040755);
      assertThat(zip.getEntry("a/b").getUnixMode()).isEqualTo(0100644);
      assertThat(zip.getInputStream(zip.getEntry("a/b")).readAllBytes()).containsExactly(7);
    }
    Path none = Files.write(temp.resolve("none.jar"), new byte[100]);
    assertThatThrownBy(() -> JarModes.set(none)).hasMessageContaining("none.jar");
  }

  private Path jar(String name, int file, int folder) throws Exception {
    Path jar = temp.resolve(name);
    try (ZipArchiveOutputStream out = new ZipArchiveOutputStream(jar)) {
      for (String entry : List.of("a/", "a/b")) {
        ZipArchiveEntry made = new ZipArchiveEntry(entry);
        made.setUnixMode(entry.endsWith("/") ? folder : file);
        made.setTime(TIME.toEpochMilli());
        out.putArchiveEntry(made);
        out.write(entry.endsWith("/") ? new byte[0] : new byte[] {7});
        out.closeArchiveEntry();
      }
    }
    return jar;
  }

  @Test
  void hasAllThatAPageOfAReleaseNeeds() throws Exception {
    Path folder = release(temp.resolve("one"));
    assertThat(names(folder))
        .containsExactlyInAnyOrder(
            "CHANGES.md",
            "LICENSE",
            "README.md",
            "README.zh-CN.md",
            "SHA256SUMS",
            "THIRD-PARTY-NOTICES.txt",
            NAME + "-deploy.tar.gz",
            NAME + "-image.tar",
            NAME + "-javadoc.jar",
            NAME + "-sbom.json",
            NAME + "-sources.jar",
            NAME + "-src.tar.gz",
            NAME + ".jar",
            NAME + ".pom");
    assertThat(folder.resolve("CHANGES.md"))
        .content()
        .contains("the new")
        .doesNotContain("the old");
    assertThat(folder.resolve("README.md")).content().contains("](" + NAME + "/docs/page.md)");
    assertThat(folder.resolve("THIRD-PARTY-NOTICES.txt")).content().contains("a licence");
    String sum = Checksums.of(folder).lines().filter(l -> l.endsWith(".jar")).findFirst().get();
    assertThat(folder.resolve("SHA256SUMS")).content().contains(sum);
  }

  @Test
  void archivesTheSourcesWithoutWhatABuildLeaves() throws Exception {
    Path folder = release(temp.resolve("one"));
    assertThat(
            entries(
                new GzipCompressorInputStream(
                    Files.newInputStream(folder.resolve(NAME + "-src.tar.gz")))))
        .contains(NAME + "/pom.xml", NAME + "/.mvn/jvm.config", NAME + "/deploy/a.yaml")
        .noneMatch(name -> name.contains("target/") || name.contains(".git/"));
    assertThat(
            entries(
                new GzipCompressorInputStream(
                    Files.newInputStream(folder.resolve(NAME + "-deploy.tar.gz")))))
        .containsExactly(NAME + "/deploy/a.yaml");
  }

  /** The image has one layer, and that has the jar and nothing else. */
  @Test
  void makesAnImageOfNothingButTheJar() throws Exception {
    Path folder = release(temp.resolve("one"));
    List<String> files = new ArrayList<>();
    try (TarArchiveInputStream image =
        new TarArchiveInputStream(Files.newInputStream(folder.resolve(NAME + "-image.tar")))) {
      for (TarArchiveEntry entry; (entry = image.getNextEntry()) != null; ) {
        if (entry.getName().endsWith(".tar.gz")) {
          files.addAll(
              entries(
                  new GzipCompressorInputStream(new ByteArrayInputStream(image.readAllBytes()))));
        }
      }
    }
    assertThat(files).containsExactly("nacos-graceful-agent.jar");
  }

  @Test
  void refusesAVersionThatTheChangeLogDoesNotKnow() {
    Release unknown = new Release(temp.resolve("one"), temp.resolve("out"), "9.9", TIME);
    assertThatThrownBy(unknown::make).hasMessageContaining("9.9");
  }

  /** Of the project itself: what Maven Central asks of a POM. */
  @Test
  void publishesAPomThatCentralTakes() throws Exception {
    String pom = Pom.of(Path.of("..", "pom.xml"), "1.0.0");
    Element project =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(pom.getBytes(StandardCharsets.UTF_8)))
            .getDocumentElement();
    for (String needed :
        List.of(
            "groupId",
            "artifactId",
            "version",
            "name",
            "description",
            "url",
            "license",
            "developer",
            "scm")) {
      assertThat(project.getElementsByTagName(needed).getLength()).as(needed).isPositive();
    }
    assertThat(pom)
        .contains("the nacos-graceful-agent developers")
        .doesNotContain("SNAPSHOT", "<dependency>", "<parent>");
    String scm = pom.substring(pom.indexOf("<scm>"), pom.indexOf("</scm>"));
    assertThat(scm).doesNotContain("//");
  }

  private Path release(Path root) throws Exception {
    Path folder = root.resolve("release/target/" + NAME);
    new Release(root, folder, "1.0.0", TIME).make();
    return folder;
  }

  private static void project(Path root) throws Exception {
    write(root, "pom.xml", Files.readString(Path.of("..", "pom.xml")));
    write(root, "CHANGELOG.md", "# Changelog\n\n## 1.0.0\n\nthe new\n\n## 0.1.0\n\nthe old\n");
    write(root, "README.md", "[page](docs/page.md) [site](https://example.com)\n");
    write(root, "README.zh-CN.md", "[page](docs/page.md)\n");
    write(root, "LICENSE", "free\n");
    write(root, ".mvn/jvm.config", "-Xmx1g\n");
    write(root, ".git/config", "secret\n");
    write(root, "deploy/a.yaml", "a: 1\n");
    write(root, "agent/target/bom.json", "{}\n");
    for (String end : List.of("", "-sources", "-javadoc")) {
      Path jar = root.resolve("agent/target/nacos-graceful-agent" + end + ".jar");
      try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
        ZipEntry licence = new ZipEntry("META-INF/licenses/library/LICENSE");
        licence.setTimeLocal(java.time.LocalDateTime.of(2026, 11, 20, 0, 0));
        out.putNextEntry(licence);
        out.write("a licence".getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  private static void write(Path root, String name, String text) throws Exception {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private static List<String> names(Path folder) throws Exception {
    try (var files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static List<String> entries(InputStream tar) throws Exception {
    List<String> names = new ArrayList<>();
    try (TarArchiveInputStream in = new TarArchiveInputStream(tar)) {
      for (TarArchiveEntry entry; (entry = in.getNextEntry()) != null; ) {
        if (!entry.isDirectory()) {
          names.add(entry.getName());
        }
      }
    }
    return names;
  }
}

package io.github.nacosgraceful.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The project's own release, made by Maven out of copies of its sources, and taken by a user. */
@Tag("release")
class ReleaseIT {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final String BUILD =
      "mvn -B -ntp -T1 -q -Prelease -DskipTests -DskipITs -Dspotless.check.skip -pl agent,release package";
  private static final Pattern STEPS =
      Pattern.compile("```\n(sha256sum -c SHA256SUMS\n.*?)```", Pattern.DOTALL);

  @TempDir static Path temp;

  private static Path one;
  private static Path two;

  @BeforeAll
  static void build() throws Exception {
    one = built(temp.resolve("one"), "umask 022; TZ=America/New_York LC_ALL=C " + BUILD, 0);
    two =
        built(
            temp.resolve("a folder/two"),
            "umask 077; TZ=Asia/Shanghai LC_ALL=C.UTF-8 MAVEN_OPTS=-Duser.language=zh " + BUILD,
            400);
  }

  @Test
  void isTheSameToTheByte() throws Exception {
    List<Path> files = files(one);
    assertThat(files).hasSizeGreaterThan(10);
    assertThat(files(two).stream().map(Path::getFileName))
        .isEqualTo(files.stream().map(Path::getFileName).toList());
    for (Path file : files) {
      assertThat(two.resolve(file.getFileName())).hasSameBinaryContentAs(file);
    }
  }

  /** The last of the steps is the demo, which has tests of its own. */
  @Test
  void isTakenAsTheReadmeSays() throws Exception {
    List<String> steps = steps("README.md");
    assertThat(steps).hasSizeLessThanOrEqualTo(5);
    assertThat(steps("README.zh-CN.md")).isEqualTo(steps);
    assertThat(steps.get(steps.size() - 1)).isEqualTo("mvn -q -Pdemo verify");
    String all = String.join(" && ", steps.subList(0, steps.size() - 1));
    assertThat(run(one, all + " && ls pom.xml docs/kubernetes.md && mvn -v")).isZero();
  }

  /** What is in it is what the project is now: no file was forgotten in the sources. */
  @Test
  void hasLinksThatLeadSomewhere() throws Exception {
    assertThat(run(one, "tar -xzf *-src.tar.gz")).isZero();
    Matcher link =
        Pattern.compile("]\\((nacos-graceful-agent[^)#]+)")
            .matcher(Files.readString(one.resolve("README.md")));
    int count = 0;
    for (; link.find(); count++) {
      assertThat(one.resolve(link.group(1))).exists();
    }
    assertThat(count).isGreaterThan(10);
  }

  private static List<String> steps(String page) throws IOException {
    Matcher steps = STEPS.matcher(Files.readString(one.resolve(page)));
    assertThat(steps.find()).isTrue();
    return Arrays.asList(steps.group(1).split("\n"));
  }

  /**
   * @param daysAgo when the sources were written
   */
  private static Path built(Path copy, String build, int daysAgo) throws Exception {
    for (Path source : Trees.sources(ROOT)) {
      Path to = copy.resolve(ROOT.relativize(source).toString());
      Files.createDirectories(to.getParent());
      Files.copy(source, to);
      Files.setLastModifiedTime(to, FileTime.from(Instant.now().minus(Duration.ofDays(daysAgo))));
    }
    assertThat(run(copy, build)).isZero();
    try (Stream<Path> made = Files.list(copy.resolve("release/target"))) {
      return made.filter(path -> path.getFileName().toString().startsWith("nacos-graceful-agent-"))
          .findFirst()
          .orElseThrow();
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return new ArrayList<>(files.filter(Files::isRegularFile).sorted().toList());
    }
  }

  private static int run(Path folder, String command) throws Exception {
    ProcessBuilder shell = new ProcessBuilder("bash", "-c", command).directory(folder.toFile());
    Map<String, String> environment = shell.environment();
    environment.remove("MAVEN_OPTS");
    Process process = shell.inheritIO().start();
    try {
      assertThat(process.waitFor(10, TimeUnit.MINUTES)).as(command).isTrue();
      return process.exitValue();
    } finally {
      process.destroyForcibly();
    }
  }
}

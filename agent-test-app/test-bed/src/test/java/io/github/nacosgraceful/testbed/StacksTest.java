package io.github.nacosgraceful.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A stack that is forgotten in one place is not built where it is needed. */
class StacksTest {

  private static final Path STACKS = Workspace.find("test-bed").stacks();

  @Test
  void eachFolderIsAModuleAndAmongAllStacks() throws IOException {
    String modules = Files.readString(STACKS.resolve("pom.xml"));
    String all = Files.readString(STACKS.resolve("all/pom.xml"));
    for (String stack : stacks()) {
      assertThat(modules).contains("<module>" + stack + "</module>");
      assertThat(all).contains("<artifactId>stack-" + stack + "</artifactId>");
    }
  }

  private static List<String> stacks() throws IOException {
    try (Stream<Path> files = Files.list(STACKS)) {
      return files
          .filter(folder -> Files.exists(folder.resolve("pom.xml")))
          .map(folder -> folder.getFileName().toString())
          .filter(folder -> !folder.equals("all"))
          .toList();
    }
  }
}

package io.github.nacosgraceful.forked;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.ToolProvider;

/** {@link App} and what it needs, compiled for every JVM on which the agent runs. */
final class Java8Classes {

  private Java8Classes() {}

  /**
   * @return the folder of the classes
   */
  static Path in(Path directory) throws IOException {
    Path classes = Files.createDirectory(directory.resolve("classes"));
    Path sources = Path.of("src", "test", "java");
    List<String> options =
        List.of(
            "--release",
            "8",
            "-Xlint:-options",
            "-d",
            classes.toString(),
            "--class-path", // not the classes of this test's own JVM
            classes.toString(),
            "--source-path",
            sources.toString(),
            sources.resolve(App.class.getName().replace('.', '/') + ".java").toString());
    int problems =
        ToolProvider.getSystemJavaCompiler().run(null, null, null, options.toArray(String[]::new));
    assertThat(problems).isZero();
    return classes;
  }
}

package io.github.nacosgraceful.release;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The POM that is published with the jar. It has no parent and no dependencies: all that the agent
 * needs is in the jar. What Maven Central asks for is taken from the project's own POM.
 */
final class Pom {

  private Pom() {}

  static String of(Path project, String version) throws IOException {
    String pom = Files.readString(project);
    return """
    <?xml version="1.0" encoding="UTF-8"?>
    <project xmlns="http://maven.apache.org/POM/4.0.0" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
             xsi:schemaLocation="http://maven.apache.org/POM/4.0.0 http://maven.apache.org/xsd/maven-4.0.0.xsd">
      <modelVersion>4.0.0</modelVersion>
      <groupId>io.github.nacosgraceful</groupId>
      <artifactId>nacos-graceful-agent</artifactId>
      <version>%s</version>
      <name>nacos-graceful-agent</name>
    %s%s%s%s%s</project>
    """
        .formatted(
            version,
            element(pom, "description"),
            element(pom, "url"),
            element(pom, "licenses"),
            element(pom, "developers"),
            element(pom, "scm"));
  }

  /** The first of that name, as it stands there. */
  private static String element(String pom, String name) {
    Matcher element =
        Pattern.compile("^  <" + name + ">.*?</" + name + ">\n", Pattern.MULTILINE | Pattern.DOTALL)
            .matcher(pom);
    if (!element.find()) {
      throw new IllegalArgumentException("the project's POM has no " + name);
    }
    return element.group();
  }
}

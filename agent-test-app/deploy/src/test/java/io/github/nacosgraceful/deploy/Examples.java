package io.github.nacosgraceful.deploy;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files in {@code deploy/}. */
final class Examples {

  static final Path ROOT = Path.of("..", "..");
  static final Path FOLDER = ROOT.resolve("deploy");

  private static final ObjectMapper YAML =
      new ObjectMapper(
          YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build());

  private Examples() {}

  static List<Path> all() throws IOException {
    return in(FOLDER);
  }

  static List<Path> in(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  /** The documents of a file. */
  static List<JsonNode> yaml(String text) throws IOException {
    return YAML.readerFor(JsonNode.class).<JsonNode>readValues(text).readAll();
  }

  /** What a platform takes for a time: {@code 40s}, or a number of seconds. */
  static long seconds(String text) {
    return Long.parseLong(text.endsWith("s") ? text.substring(0, text.length() - 1) : text);
  }
}

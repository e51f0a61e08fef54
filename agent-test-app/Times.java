import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Says where the time of the last build's tests went, by what their reports say: {@code java
 * agent-test-app/Times.java} in the root of the checkout. Classes run beside each other, so the
 * seconds of a module's classes are more than those of the module.
 */
final class Times {

  private static final int MOST = 30;

  private static final Pattern SUITE =
      Pattern.compile("<testsuite [^>]*\\bname=\"([^\"]+)\" time=\"([\\d.,]+)\" tests=\"(\\d+)\"");

  private record Line(String module, String test, double seconds, int tests) {}

  public static void main(String[] arguments) throws IOException {
    List<Line> lines = new ArrayList<>();
    try (Stream<Path> files = Files.walk(Path.of(""))) {
      for (Path file : files.filter(Times::isReport).toList()) {
        Matcher suite = SUITE.matcher(Files.readString(file));
        if (suite.find()) {
          lines.add(line(file, suite));
        }
      }
    }
    Map<String, Double> modules = new TreeMap<>();
    lines.forEach(line -> modules.merge(line.module, line.seconds, Double::sum));
    modules.forEach((module, seconds) -> System.out.printf("%8.1f s  %s%n", seconds, module));
    System.out.println();
    lines.sort(Comparator.comparingDouble(Line::seconds).reversed());
    for (Line line : lines.subList(0, Math.min(MOST, lines.size()))) {
      System.out.printf(
          "%8.1f s  %s %s, %d tests%n", line.seconds, line.module, line.test, line.tests);
    }
  }

  private static boolean isReport(Path file) {
    return file.getFileName().toString().matches("TEST-.*\\.xml")
        && file.getParent().getFileName().toString().matches("(surefire|failsafe)-reports");
  }

  private static Line line(Path file, Matcher suite) {
    String name = suite.group(1);
    return new Line(
        file.getParent().getParent().getParent().getFileName().toString(),
        name.substring(name.lastIndexOf('.') + 1),
        Double.parseDouble(suite.group(2).replace(",", "")),
        Integer.parseInt(suite.group(3)));
  }
}

package io.github.nacosgraceful;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.javaparser.JavaToken;
import com.github.javaparser.ParserConfiguration;
import com.github.javaparser.StaticJavaParser;
import com.github.javaparser.ast.CompilationUnit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The floor plan of the agent: which package may import which. What one package uses of another is
 * public, so this test carries what package-private would.
 */
class LayersTest {

  private static final String ROOT = "io.github.nacosgraceful";
  private static final Path SOURCES = Path.of("src", "main", "java");

  /** From the ground up: each may import those before it. */
  private static final List<String> FLOORS =
      List.of(
          // Seen by the application: the bridge and the entry points.
          "bridge",
          "",
          // Tools.
          "log",
          "thread",
          "config",
          "member",
          "weave",
          "install",
          // What the process knows.
          "context",
          "instance",
          "goodbye",
          "http",
          "nacos",
          "ai",
          "node",
          "service",
          "traffic",
          "intake",
          "suspect",
          "reroute",
          "silence",
          "registry",
          // The three jobs.
          "following",
          "change",
          "departure",
          "leaving",
          "joining",
          // What is known, for operators and for metrics.
          "status",
          // The libraries. No library imports another but those below.
          "part",
          "library",
          "late",
          // Operating.
          "endpoint",
          "remote",
          "doctor.fact",
          "doctor.api",
          "doctor.cause",
          "doctor",
          "fleet",
          "command",
          // The list of all that is touched, and what puts the agent together.
          "start");

  private static final Set<String> BETWEEN_LIBRARIES =
      Set.of(
          "library.tomcat -> library.websocket",
          "library.jetty -> library.websocket",
          "library.undertow -> library.websocket",
          "library.webflux -> library.websocket",
          "library.spring -> library.tomcat");

  /** Libraries that must not be loaded where nobody runs a command or asks the endpoint. */
  private static final Map<String, Set<String>> ONLY_IN =
      Map.of(
          "com.google.gson", Set.of("status", "endpoint", "remote", "command", "doctor", "fleet"),
          "picocli", Set.of("command", "doctor", "fleet"),
          "com.sun.net.httpserver", Set.of("endpoint"),
          "net.bytebuddy", Set.of("weave"));

  /** The others are handed the values that they need. */
  private static final Set<String> SEE_ALL_OPTIONS =
      Set.of("config", "leaving", "status", "part", "library", "endpoint", "command", "start");

  private static final int MOST_LINES = 1_500;

  /** By package and name, {@code leaving.Drain}. */
  private static final Map<String, Source> FILES = new TreeMap<>();

  private record Source(String room, int lines, List<String> imports, Set<String> words) {}

  @BeforeAll
  static void read() throws IOException {
    StaticJavaParser.getParserConfiguration()
        .setLanguageLevel(ParserConfiguration.LanguageLevel.JAVA_8);
    try (Stream<Path> files = Files.walk(SOURCES)) {
      for (Path file : files.filter(LayersTest::isClass).sorted().toList()) {
        CompilationUnit unit = StaticJavaParser.parse(file);
        String name = SOURCES.relativize(file).toString().replace(".java", "").replace('/', '.');
        String inside = name.substring(ROOT.length() + 1);
        FILES.put(
            inside,
            new Source(
                inside.contains(".") ? inside.substring(0, inside.lastIndexOf('.')) : "",
                (int) Files.lines(file).count(),
                unit.getImports().stream()
                    .map(one -> one.getNameAsString() + (one.isAsterisk() ? ".*" : ""))
                    .toList(),
                words(unit)));
      }
    }
  }

  private static boolean isClass(Path file) {
    return file.toString().endsWith(".java") && !file.endsWith("package-info.java");
  }

  /** The identifiers of the code, without comments and texts. */
  private static Set<String> words(CompilationUnit unit) {
    Set<String> words = new HashSet<>();
    for (JavaToken token : unit.getTokenRange().orElseThrow()) {
      if (token.getCategory().isIdentifier()) {
        words.add(token.getText());
      }
    }
    return words;
  }

  @Test
  void haveAPlaceEach() {
    assertThat(rooms()).allMatch(room -> FLOORS.contains(floor(room)));
  }

  @Test
  void importNothingAbove() {
    List<String> upward = new ArrayList<>();
    FILES.forEach(
        (name, file) -> {
          for (String used : usedBy(name)) {
            String other = FILES.get(used).room();
            boolean sameFloor = floor(other).equals(floor(file.room()));
            if (!sameFloor && FLOORS.indexOf(floor(other)) > FLOORS.indexOf(floor(file.room()))) {
              upward.add(name + " -> " + used);
            }
          }
        });
    assertThat(upward).isEmpty();
  }

  @Test
  void doNotMixLibraries() {
    Set<String> between = new TreeSet<>();
    FILES.forEach(
        (name, file) -> {
          for (String used : usedBy(name)) {
            String other = FILES.get(used).room();
            if (file.room().startsWith("library.")
                && other.startsWith("library.")
                && !other.equals(file.room())) {
              between.add(file.room() + " -> " + other);
            }
          }
        });
    assertThat(between).containsExactlyInAnyOrderElementsOf(BETWEEN_LIBRARIES);
  }

  @Test
  void leaveNothingButTheJdkToTheBridge() {
    FILES.forEach(
        (name, file) -> {
          if (file.room().equals("bridge")) {
            assertThat(file.imports()).as(name).allMatch(used -> used.startsWith("java."));
          }
        });
  }

  @Test
  void keepLibrariesOfTheAgentsOwnWhereTheyBelong() {
    FILES.forEach(
        (name, file) ->
            ONLY_IN.forEach(
                (library, rooms) -> {
                  if (rooms.stream().noneMatch(room -> isWithin(file.room(), room))) {
                    assertThat(file.imports())
                        .as(name)
                        .noneMatch(used -> used.startsWith(library + "."));
                  }
                }));
  }

  @Test
  void areHandedWhatTheyNeedOfTheOptions() {
    FILES.forEach(
        (name, file) -> {
          if (file.imports().contains(ROOT + ".config.Settings")) {
            assertThat(SEE_ALL_OPTIONS).as(name).contains(floor(file.room()));
          }
        });
  }

  private static boolean isWithin(String room, String other) {
    return room.equals(other) || room.startsWith(other + ".");
  }

  @Test
  void haveNoCircleOfFiles() {
    Map<String, Set<String>> uses = new LinkedHashMap<>();
    FILES.keySet().forEach(name -> uses.put(name, usedBy(name)));
    assertThat(Circles.in(uses)).isEmpty();
  }

  @Test
  void areSmall() {
    Map<String, Integer> lines = new HashMap<>();
    FILES.values().forEach(file -> lines.merge(file.room(), file.lines(), Integer::sum));
    assertThat(lines).allSatisfy((room, count) -> assertThat(count).isLessThan(MOST_LINES));
  }

  private static Set<String> rooms() {
    Set<String> rooms = new TreeSet<>();
    FILES.values().forEach(file -> rooms.add(file.room()));
    return rooms;
  }

  /** The folders in {@code library/} are one floor. */
  private static String floor(String room) {
    return room.startsWith("library.") ? "library" : room;
  }

  /** The other files that one names: those that it imports, and those of its own package. */
  private static Set<String> usedBy(String name) {
    Source file = FILES.get(name);
    Set<String> used = new TreeSet<>();
    for (String imported : file.imports()) {
      assertThat(imported).as("imports of %s", name).doesNotEndWith(".*");
      for (String part = imported; part.startsWith(ROOT + "."); part = parent(part)) {
        String inside = part.substring(ROOT.length() + 1);
        if (FILES.containsKey(inside)) {
          used.add(inside);
          break;
        }
      }
    }
    for (String word : file.words()) {
      String sibling = file.room().isEmpty() ? word : file.room() + "." + word;
      if (FILES.containsKey(sibling)) {
        used.add(sibling);
      }
    }
    used.remove(name);
    return used;
  }

  private static String parent(String name) {
    return name.substring(0, name.lastIndexOf('.'));
  }

  /** Tarjan's strongly connected components, of two or more. */
  private static final class Circles {
    private final Map<String, Set<String>> uses;
    private final Map<String, Integer> number = new HashMap<>();
    private final Map<String, Integer> lowest = new HashMap<>();
    private final Deque<String> path = new ArrayDeque<>();
    private final List<Set<String>> found = new ArrayList<>();

    private Circles(Map<String, Set<String>> uses) {
      this.uses = uses;
    }

    static List<Set<String>> in(Map<String, Set<String>> uses) {
      Circles circles = new Circles(uses);
      uses.keySet().forEach(circles::visit);
      return circles.found;
    }

    private void visit(String file) {
      if (number.containsKey(file)) {
        return;
      }
      number.put(file, number.size());
      lowest.put(file, number.get(file));
      path.push(file);
      for (String used : uses.get(file)) {
        visit(used);
        if (path.contains(used)) {
          lowest.merge(file, lowest.get(used), Math::min);
        }
      }
      if (lowest.get(file).equals(number.get(file))) {
        Set<String> circle = new TreeSet<>();
        String last;
        do {
          last = path.pop();
          circle.add(last);
        } while (!last.equals(file));
        if (circle.size() > 1) {
          found.add(circle);
        }
      }
    }
  }
}

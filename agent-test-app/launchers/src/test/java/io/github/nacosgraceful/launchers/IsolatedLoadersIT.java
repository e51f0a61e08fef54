package io.github.nacosgraceful.launchers;

import static io.github.nacosgraceful.launchers.LaunchBed.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.nacosgraceful.testbed.Child;
import io.github.nacosgraceful.testbed.Jars;
import io.github.nacosgraceful.testbed.Ports;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A Nacos client in a bundle of OSGi, and in a module of JBoss Modules: their class loaders hide
 * the class path of the JVM, and with it the agent, unless they are told otherwise.
 */
@Tag("launchers")
class IsolatedLoadersIT {

  private static final String BRIDGE = "io.github.nacosgraceful.bridge";
  private static final String PROGRAM = "io.github.nacosgraceful.launchers.program.";
  private static final String CLIENT = "com.alibaba.nacos:nacos-client:3.0.3";
  private static final String EQUINOX = "org.eclipse.platform:org.eclipse.osgi:3.18.500";
  private static final String FELIX = "org.apache.felix:org.apache.felix.framework:7.0.5";
  private static final String MODULES = "org.jboss.modules:jboss-modules:2.1.6.Final";

  private static final String STRICT = "-Dfelix.bootdelegation.implicit=false";

  private static LaunchBed bed;

  @BeforeAll
  static void start() throws Exception {
    bed = new LaunchBed("it-isolated");
  }

  @AfterAll
  static void stop() {
    bed.close();
  }

  @ParameterizedTest
  @CsvSource({EQUINOX + ", ''", FELIX + "," + STRICT})
  void isOffWithOneLineInABundle(String framework, String option) throws Exception {
    assertOff(osgi(framework, "alone", options(option)));
  }

  @ParameterizedTest
  @CsvSource({EQUINOX + ", '', EquinoxClassLoader", FELIX + "," + STRICT + ", isolated [1]"})
  void worksInABundleWithBootDelegation(String framework, String option, String loader)
      throws Exception {
    List<String> delegation = new ArrayList<>(options(option));
    delegation.add("-Dorg.osgi.framework.bootdelegation=" + BRIDGE);
    delegation.add("-Dorg.osgi.framework.bundle.parent=app");
    assertWorks(osgi(framework, "delegating", delegation), loader);
  }

  /** Felix asks the class path by itself for classes that no bundle asks for. */
  @ParameterizedTest
  @ValueSource(strings = FELIX)
  void worksInABundleWhereTheFrameworkIsNotStrict(String framework) throws Exception {
    assertWorks(osgi(framework, "lenient", List.of()), "isolated [1]");
  }

  @ParameterizedTest
  @ValueSource(strings = MODULES)
  void isOffWithOneLineInAModule(String modules) throws Exception {
    assertOff(module(modules, "alone", List.of()));
  }

  @ParameterizedTest
  @ValueSource(strings = MODULES)
  void worksInAModuleWithASystemPackage(String modules) throws Exception {
    assertWorks(
        module(modules, "delegating", List.of("-Djboss.modules.system.pkgs=" + BRIDGE)),
        "ModuleClassLoader");
  }

  private static void assertOff(Child child) throws Exception {
    try {
      assertRegistered(child);
      child.terminate();
      assertThat(child.awaitExit(PATIENCE)).isTrue();
      assertThat(AgentLines.warnings(child))
          .singleElement()
          .asString()
          .contains("off in ", "hides the class path", "delegate the package " + BRIDGE);
      assertThat(AgentLines.loaders(child, "com.alibaba")).isEmpty();
      assertThat(AgentLines.summaries(child)).isEmpty();
      assertThat(child.logLines()).noneMatch(line -> line.contains("NoClassDefFoundError"));
    } finally {
      child.kill();
    }
  }

  private static void assertWorks(Child child, String loader) throws Exception {
    try {
      assertRegistered(child);
      child.terminate();
      assertThat(child.awaitExit(PATIENCE)).isTrue();
      assertThat(AgentLines.warnings(child)).isEmpty();
      assertThat(AgentLines.loaders(child, "com.alibaba.nacos"))
          .singleElement()
          .asString()
          .contains(loader);
      assertThat(AgentLines.summaries(child))
          .singleElement()
          .asString()
          .contains("Shutdown: deregistered DEFAULT_GROUP@@isolated", "gone from 1 node")
          .contains("in flight 0", "suppressed errors 0");
    } finally {
      child.kill();
    }
  }

  private static void assertRegistered(Child child) {
    await()
        .atMost(PATIENCE)
        .until(() -> bed.isListed("isolated", child.port(), child.name()) || !child.alive());
    assertThat(child.alive()).as(child.lastWords()).isTrue();
  }

  private static List<String> options(String option) {
    return option.isEmpty() ? List.of() : List.of(option);
  }

  private static Child osgi(String framework, String name, List<String> options) throws Exception {
    String run = LaunchBed.run(framework.split(":")[1], name);
    Path directory = bed.directory(run);
    Path bundle = bundle(directory);
    List<String> command = new ArrayList<>(options);
    command.add("-Dorg.osgi.framework.storage=" + directory.resolve("storage"));
    command.add("-classpath");
    command.add(Archives.PROGRAMS + File.pathSeparator + Jars.file(jar(framework)));
    command.addAll(List.of(PROGRAM + "OsgiProgram", bundle.toString()));
    return run(run, directory, command);
  }

  /** The client, with all its jars inside, and the program. */
  private static Path bundle(Path directory) throws Exception {
    Map<String, Path> content = new LinkedHashMap<>();
    content.put("", Archives.PROGRAMS);
    Jars.of(List.of(CLIENT)).forEach(jar -> content.put("lib/" + jar.getFileName(), jar));
    Manifest manifest = new Manifest();
    Attributes attributes = manifest.getMainAttributes();
    attributes.putValue("Bundle-ManifestVersion", "2");
    attributes.putValue("Bundle-SymbolicName", "isolated");
    attributes.putValue("Bundle-Activator", PROGRAM + "NamingActivator");
    attributes.putValue(
        "Bundle-ClassPath",
        content.keySet().stream()
            .map(path -> path.isEmpty() ? "." : path)
            .collect(Collectors.joining(",")));
    attributes.putValue("DynamicImport-Package", "*");
    Path bundle = directory.resolve("bundle.jar");
    Archives.jar(bundle, manifest, content);
    return bundle;
  }

  private static Child module(String modules, String name, List<String> options) throws Exception {
    String run = "jboss-modules-" + name;
    Path directory = bed.directory(run);
    Path module = Files.createDirectories(directory.resolve("modules/isolated/main"));
    Archives.copy(Archives.PROGRAMS, module.resolve("classes"));
    StringBuilder roots = new StringBuilder("<resource-root path=\"classes\"/>");
    for (Path jar : Jars.of(List.of(CLIENT))) {
      Files.copy(jar, module.resolve(jar.getFileName()));
      roots.append("<resource-root path=\"").append(jar.getFileName()).append("\"/>");
    }
    Files.writeString(
        module.resolve("module.xml"),
        """
        <module xmlns="urn:jboss:module:1.9" name="isolated">
          <main-class name="%sNamingProgram"/>
          <resources>%s</resources>
          <dependencies>
            <module name="java.se"/>
            <module name="jdk.unsupported"/>
          </dependencies>
        </module>
        """
            .formatted(PROGRAM, roots));
    List<String> command = new ArrayList<>(options);
    command.addAll(
        List.of(
            "-jar",
            Jars.file(jar(modules)).toString(),
            "-modulepath",
            directory.resolve("modules").toString(),
            "isolated"));
    return run(run, directory, command);
  }

  private static Child run(String run, Path directory, List<String> command) throws Exception {
    int port = Ports.application();
    List<String> all =
        new ArrayList<>(
            List.of("-Dnacos=" + bed.nacosAddress(), "-Dnamespace=" + run, "-Dport=" + port));
    all.addAll(command);
    return bed.java(run, port, directory, all);
  }

  /** With the type, which a single file has to say. */
  private static String jar(String coordinates) {
    int version = coordinates.lastIndexOf(':');
    return coordinates.substring(0, version) + ":jar" + coordinates.substring(version);
  }
}

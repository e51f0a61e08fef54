package io.github.nacosgraceful.launchers;

import io.github.nacosgraceful.testbed.Child;
import io.github.nacosgraceful.testbed.Jars;
import io.github.nacosgraceful.testbed.Ports;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A Tomcat as it is downloaded and unpacked, into which wars are copied. */
final class ExternalTomcat {

  /** Looks for new and deleted wars each second, not each ten. */
  private static final String SERVER =
      """
      <Server port="%d" shutdown="SHUTDOWN">
        <Service name="Catalina">
          <Connector port="%d"/>
          <Engine name="Catalina" defaultHost="localhost" backgroundProcessorDelay="1">
            <Host name="localhost" appBase="webapps" unpackWARs="true" autoDeploy="true"/>
          </Engine>
        </Service>
      </Server>
      """;

  private final Path home;
  private final int shutdownPort = Ports.application();
  private final int port = Ports.application();

  ExternalTomcat(String version, Path directory) throws Exception {
    Path archive = Jars.file("org.apache.tomcat:tomcat:tar.gz:" + version);
    List<String> unpack = List.of("tar", "-xzf", archive.toString(), "-C", directory.toString());
    if (new ProcessBuilder(unpack).inheritIO().start().waitFor() != 0) {
      throw new IllegalStateException("could not be unpacked: " + archive);
    }
    home = directory.resolve("apache-tomcat-" + version);
    Files.createDirectories(home.resolve("webapps"));
    Files.createDirectories(home.resolve("temp"));
    Files.writeString(home.resolve("conf/server.xml"), SERVER.formatted(shutdownPort, port));
  }

  int port() {
    return port;
  }

  void deploy(Path war) throws IOException {
    Files.copy(war, home.resolve("webapps").resolve(war.getFileName()));
  }

  /** It is undeployed when its war is gone. */
  void undeploy(String war) throws IOException {
    Files.delete(home.resolve("webapps").resolve(war));
  }

  /** What {@code catalina.sh run} does. */
  Child start(LaunchBed bed, Path directory, String namespace) throws Exception {
    List<String> options = new ArrayList<>();
    for (String opened : List.of("java.lang", "java.io", "java.util", "java.util.concurrent")) {
      options.add("--add-opens=java.base/" + opened + "=ALL-UNNAMED");
    }
    options.add("--add-opens=java.rmi/sun.rmi.transport=ALL-UNNAMED");
    Stream.concat(
            bed.properties(port, namespace).stream(),
            Stream.of(
                "spring.cloud.nacos.discovery.port=" + port,
                "catalina.home=" + home,
                "catalina.base=" + home,
                "java.io.tmpdir=" + home.resolve("temp")))
        .forEach(property -> options.add("-D" + property));
    options.add("-classpath");
    options.add(home.resolve("bin/bootstrap.jar") + ":" + home.resolve("bin/tomcat-juli.jar"));
    options.addAll(List.of("org.apache.catalina.startup.Bootstrap", "start"));
    return bed.java("tomcat", port, directory, options);
  }

  /** What {@code shutdown.sh} does. */
  void shutdown() throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), shutdownPort);
        OutputStreamWriter out =
            new OutputStreamWriter(socket.getOutputStream(), StandardCharsets.US_ASCII)) {
      out.write("SHUTDOWN");
    }
  }
}

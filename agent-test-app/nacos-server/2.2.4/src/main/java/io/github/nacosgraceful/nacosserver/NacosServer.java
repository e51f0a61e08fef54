package io.github.nacosgraceful.nacosserver;

import com.alibaba.nacos.core.code.ControllerMethodsCache;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.Banner;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.ServletComponentScan;
import org.springframework.scheduling.annotation.EnableScheduling;

/**
 * Starts a standalone Nacos 2.2.4 server without its console. It serves 1.x clients (HTTP, beats,
 * UDP push) and 2.x clients (gRPC).
 *
 * <p>Arguments: the home directory, created if absent, and the main port P. The server also takes
 * P+1000 and P+1001 (gRPC) and P-1000 (raft).
 */
@SpringBootApplication(
    scanBasePackages = "com.alibaba.nacos",
    exclude = DataSourceAutoConfiguration.class)
@ServletComponentScan("com.alibaba.nacos")
@EnableScheduling
public class NacosServer {

  public static void main(String[] args) throws IOException {
    if (args.length != 2) {
      System.err.println("usage: NacosServer <home-dir> <port>");
      System.exit(2);
    }
    Path home = Path.of(args[0]).toAbsolutePath().normalize();
    Path conf = configure(home, Integer.parseInt(args[1]));
    // Nacos reads these when its classes load, so before any of them is touched.
    System.setProperty("nacos.standalone", "true");
    System.setProperty("nacos.home", home.toString());
    // These two would go to the user's home and to the working directory.
    System.setProperty("nacos.logs.path", home.resolve("logs").toString());
    System.setProperty("derby.stream.error.file", home.resolve("logs/derby.log").toString());
    new SpringApplicationBuilder(NacosServer.class)
        .bannerMode(Banner.Mode.OFF)
        .run("--spring.config.additional-location=file:" + conf + "/");
  }

  /** Writes the settings and returns the directory that holds them. */
  private static Path configure(Path home, int port) throws IOException {
    Files.createDirectories(home.resolve("logs"));
    Path conf = Files.createDirectories(home.resolve("conf"));
    Files.writeString(
        conf.resolve("application.properties"),
        """
        server.port=%d
        server.servlet.contextPath=/nacos
        # Otherwise the server registers itself under the address of whichever interface it finds.
        nacos.inetutils.ip-address=127.0.0.1
        nacos.core.auth.enabled=false
        # Demanded even with authentication off; the key is base64 of any 32 bytes.
        nacos.core.auth.system.type=nacos
        nacos.core.auth.server.identity.key=test
        nacos.core.auth.server.identity.value=test
        nacos.core.auth.plugin.nacos.token.secret.key=MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=
        server.tomcat.basedir=%s
        server.tomcat.accesslog.enabled=false
        """
            .formatted(port, home.toUri()));
    return conf;
  }

  /**
   * Tells the server's filters which controller method a request belongs to. The console does this
   * in the real distribution; without it every call of the HTTP interface is answered with 501.
   */
  @Autowired
  void readControllers(ControllerMethodsCache methods) {
    methods.initClassMethod("com.alibaba.nacos.core.controller");
    methods.initClassMethod("com.alibaba.nacos.naming.controllers");
    methods.initClassMethod("com.alibaba.nacos.config.server.controller");
  }
}

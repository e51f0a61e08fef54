package io.github.nacosgraceful.nacosserver;

import com.alibaba.nacos.Nacos;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Starts a Nacos 1.4.1 server with its console, by its own main method. It knows HTTP, beats and
 * UDP push only.
 *
 * <p>Arguments: the home directory, created if absent, and the main port P. The server also takes
 * P-1000 (raft). After them {@code key=value} settings of the server. It is always a standalone
 * one.
 */
public final class NacosServer {

  private NacosServer() {}

  public static void main(String[] args) throws IOException {
    if (args.length < 2) {
      System.err.println("usage: NacosServer <home-dir> <port> [<key>=<value>]...");
      System.exit(2);
    }
    Path home = Path.of(args[0]).toAbsolutePath().normalize();
    Files.createDirectories(home.resolve("logs"));
    Files.createDirectories(home.resolve("conf"));
    // Nacos reads these when its classes load, so before any of them is touched.
    System.setProperty("nacos.standalone", "true");
    System.setProperty("nacos.home", home.toString());
    System.setProperty("nacos.server.ip", "127.0.0.1");
    // These two would go to the user's home and to the working directory.
    System.setProperty("nacos.logs.path", home.resolve("logs").toString());
    System.setProperty("derby.stream.error.file", home.resolve("logs/derby.log").toString());
    List<String> settings =
        new ArrayList<>(
            List.of(
                "server.port=" + args[1],
                "server.servlet.contextPath=/nacos",
                "server.tomcat.basedir=" + home.toUri(),
                "server.tomcat.accesslog.enabled=false",
                "nacos.core.auth.system.type=nacos",
                "nacos.core.auth.server.identity.key=test",
                "nacos.core.auth.server.identity.value=test"));
    settings.addAll(Arrays.asList(args).subList(2, args.length));
    Nacos.main(settings.stream().map(setting -> "--" + setting).toArray(String[]::new));
  }
}

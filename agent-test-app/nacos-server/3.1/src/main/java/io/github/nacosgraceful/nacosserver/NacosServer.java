package io.github.nacosgraceful.nacosserver;

import com.alibaba.nacos.NacosServerBasicApplication;
import com.alibaba.nacos.NacosServerWebApplication;
import com.alibaba.nacos.core.listener.startup.NacosStartUp;
import com.alibaba.nacos.core.listener.startup.NacosStartUpManager;
import com.alibaba.nacos.sys.env.Constants;
import com.alibaba.nacos.sys.env.DeploymentType;
import com.alibaba.nacos.sys.env.EnvUtil;
import java.io.IOException;
import java.io.StringReader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Starts a Nacos 3.1 server without its console, the way Nacos' own bootstrap does.
 *
 * <p>Arguments: the home directory, created if absent, and the main port P. The server also takes
 * P+1000 and P+1001 (gRPC) and P-1000 (raft). After them {@code key=value} settings of the server,
 * which replace those below. One is ours: {@code cluster=ip:port,ip:port} names all members of the
 * cluster, this one among them; without it the server is a standalone one.
 */
public final class NacosServer {

  private NacosServer() {}

  public static void main(String[] args) throws IOException {
    if (args.length < 2) {
      System.err.println("usage: NacosServer <home-dir> <port> [<key>=<value>]...");
      System.exit(2);
    }
    Path home = Path.of(args[0]).toAbsolutePath().normalize();
    Map<String, String> settings = settings(args);
    String cluster = settings.remove("cluster");
    Path conf = configure(home, Integer.parseInt(args[1]), settings);
    // Nacos reads these when its classes load, so before any of them is touched.
    if (cluster == null) {
      System.setProperty("nacos.standalone", "true");
    } else {
      joinCluster(conf, cluster);
    }
    System.setProperty("nacos.home", home.toString());
    // These two would go to the user's home and to the working directory.
    System.setProperty("nacos.logs.path", home.resolve("logs").toString());
    System.setProperty("derby.stream.error.file", home.resolve("logs/derby.log").toString());
    start("--spring.config.additional-location=file:" + conf + "/");
  }

  private static Map<String, String> settings(String[] args) {
    Map<String, String> settings = new LinkedHashMap<>();
    for (String setting : Arrays.asList(args).subList(2, args.length)) {
      String[] keyAndValue = setting.split("=", 2);
      settings.put(keyAndValue[0], keyAndValue[1]);
    }
    return settings;
  }

  /** Data in the servers themselves, and no configuration module: it would wait for a leader. */
  private static void joinCluster(Path conf, String members) throws IOException {
    Files.write(conf.resolve("cluster.conf"), List.of(members.split(",")));
    System.setProperty("nacos.server.ip", "127.0.0.1");
    System.setProperty("nacos.functionMode", "naming");
    System.setProperty("embeddedStorage", "true");
  }

  /** Writes the settings and returns the directory that holds them. */
  private static Path configure(Path home, int port, Map<String, String> more) throws IOException {
    Files.createDirectories(home.resolve("logs"));
    Path conf = Files.createDirectories(home.resolve("conf"));
    Properties settings = new Properties();
    settings.load(
        new StringReader(
            """
            nacos.server.main.port=%d
            nacos.server.contextPath=/nacos
            # Otherwise the server registers itself under the address of whichever interface it finds.
            nacos.inetutils.ip-address=127.0.0.1
            nacos.core.auth.enabled=false
            nacos.core.auth.admin.enabled=false
            nacos.core.auth.console.enabled=false
            # Demanded even with authentication off; the key is base64 of any 32 bytes.
            nacos.core.auth.system.type=nacos
            nacos.core.auth.server.identity.key=test
            nacos.core.auth.server.identity.value=test
            nacos.core.auth.plugin.nacos.token.secret.key=MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=
            # Three members that start on two cores need longer than the 3 s for opening the database.
            db.pool.config.connectionTimeout=60000
            server.tomcat.basedir=%s
            nacos.ai.mcp.registry.enabled=false
            """
                .formatted(port, home.toUri())));
    settings.putAll(more);
    try (Writer file = Files.newBufferedWriter(conf.resolve("application.properties"))) {
      settings.store(file, null);
    }
    return conf;
  }

  /** Two contexts: the core, with gRPC and the data, and the HTTP interface as its child. */
  private static void start(String... args) {
    EnvUtil.setDeploymentType(DeploymentType.getType(Constants.NACOS_DEPLOYMENT_TYPE_SERVER));
    NacosStartUpManager.start(NacosStartUp.CORE_START_UP_PHASE);
    ConfigurableApplicationContext core =
        new SpringApplicationBuilder(NacosServerBasicApplication.class)
            .web(WebApplicationType.NONE)
            .bannerMode(Banner.Mode.OFF)
            .run(args);
    NacosStartUpManager.start(NacosStartUp.WEB_START_UP_PHASE);
    new SpringApplicationBuilder(NacosServerWebApplication.class)
        .parent(core)
        .bannerMode(Banner.Mode.OFF)
        .run(args);
  }
}

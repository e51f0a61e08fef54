package io.github.nacosgraceful.nacosserver;

import com.alibaba.nacos.core.code.ControllerMethodsCache;
import com.alibaba.nacos.plugin.auth.impl.constant.AuthConstants;
import com.alibaba.nacos.plugin.auth.impl.persistence.RolePersistService;
import com.alibaba.nacos.plugin.auth.impl.users.NacosUserDetailsServiceImpl;
import com.alibaba.nacos.plugin.auth.impl.utils.PasswordEncoderUtil;
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
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.boot.Banner;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.ServletComponentScan;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.scheduling.annotation.EnableScheduling;

/**
 * Starts a Nacos 2.2.4 server without its console. It serves 1.x clients (HTTP, beats, UDP push)
 * and 2.x clients (gRPC).
 *
 * <p>Arguments: the home directory, created if absent, and the main port P. The server also takes
 * P+1000 and P+1001 (gRPC) and P-1000 (raft). After them {@code key=value} settings of the server,
 * which replace those below. One is ours: {@code cluster=ip:port,ip:port} names all members of the
 * cluster, this one among them; without it the server is a standalone one.
 */
@SpringBootApplication(
    scanBasePackages = "com.alibaba.nacos",
    exclude = DataSourceAutoConfiguration.class)
@ServletComponentScan("com.alibaba.nacos")
@EnableScheduling
public class NacosServer {

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
    ConfigurableApplicationContext context =
        new SpringApplicationBuilder(NacosServer.class)
            .bannerMode(Banner.Mode.OFF)
            .run("--spring.config.additional-location=file:" + conf + "/");
    boolean first = cluster == null || cluster.startsWith("127.0.0.1:" + args[1] + ",");
    if (first && "true".equals(settings.get("nacos.core.auth.enabled"))) {
      createAdmin(context);
    }
  }

  /** The schema of the real distribution brings this user. */
  private static void createAdmin(ConfigurableApplicationContext context) {
    NacosUserDetailsServiceImpl users = context.getBean(NacosUserDetailsServiceImpl.class);
    if (users.getUserFromDatabase("nacos") == null) {
      users.createUser("nacos", PasswordEncoderUtil.encode("nacos"));
      context.getBean(RolePersistService.class).addRole("nacos", AuthConstants.GLOBAL_ADMIN_ROLE);
    }
  }

  private static Map<String, String> settings(String[] args) {
    Map<String, String> settings = new LinkedHashMap<>();
    for (String setting : Arrays.asList(args).subList(2, args.length)) {
      String[] keyAndValue = setting.split("=", 2);
      settings.put(keyAndValue[0], keyAndValue[1]);
    }
    return settings;
  }

  private static void joinCluster(Path conf, String members) throws IOException {
    Files.write(conf.resolve("cluster.conf"), List.of(members.split(",")));
    System.setProperty("nacos.server.ip", "127.0.0.1");
    System.setProperty("nacos.functionMode", "naming");
    System.setProperty("embeddedStorage", "true"); // the data is in the servers themselves
  }

  /** Writes the settings and returns the directory that holds them. */
  private static Path configure(Path home, int port, Map<String, String> more) throws IOException {
    Files.createDirectories(home.resolve("logs"));
    Path conf = Files.createDirectories(home.resolve("conf"));
    Properties settings = new Properties();
    settings.load(
        new StringReader(
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
            # Three members that start on two cores need longer than the 3 s for opening the database.
            db.pool.config.connectionTimeout=60000
            server.tomcat.basedir=%s
            server.tomcat.accesslog.enabled=false
            """
                .formatted(port, home.toUri())));
    settings.putAll(more);
    try (Writer file = Files.newBufferedWriter(conf.resolve("application.properties"))) {
      settings.store(file, null);
    }
    return conf;
  }

  /** A member of a cluster fails to start while it has no configuration data to read. */
  @Bean
  static BeanDefinitionRegistryPostProcessor readNoConfigurationData() {
    return new BeanDefinitionRegistryPostProcessor() {
      @Override
      public void postProcessBeanDefinitionRegistry(BeanDefinitionRegistry registry) {
        if (!EnvUtil.getStandaloneMode()) {
          registry
              .getBeanDefinition("embeddedDumpService")
              .setBeanClassName(NoConfigurationData.class.getName());
        }
      }

      @Override
      public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {}
    };
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

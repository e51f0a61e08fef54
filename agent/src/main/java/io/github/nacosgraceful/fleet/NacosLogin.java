package io.github.nacosgraceful.fleet;

import io.github.nacosgraceful.doctor.api.NodeHttp;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Option;

/** Which nodes are asked, and as whom: the options that commands share. */
public final class NacosLogin {

  @Option(
      names = "--server-addr",
      required = true,
      split = ",",
      paramLabel = "HOST:PORT",
      description = "All nodes of Nacos, as the applications have them.")
  List<String> nodes;

  @Option(names = "--username", description = "An administrator sees most.")
  private String user;

  @Option(
      names = "--password",
      arity = "0..1",
      interactive = true,
      description = "Without a value it is asked for.")
  private String password;

  @Option(
      names = "--context",
      defaultValue = "/nacos",
      description = "The servers' context path. ${DEFAULT-VALUE}")
  private String context;

  /** Filled by picocli only. */
  public NacosLogin() {}

  /** For tests. */
  static NacosLogin of(List<String> nodes) {
    NacosLogin login = new NacosLogin();
    login.nodes = nodes;
    login.context = "/nacos";
    return login;
  }

  /** Logged in, if there is a user. */
  NodeHttp to(String node) throws IOException {
    NodeHttp http = new NodeHttp(node, context);
    if (user != null) {
      http.login(user, password);
    }
    return http;
  }
}

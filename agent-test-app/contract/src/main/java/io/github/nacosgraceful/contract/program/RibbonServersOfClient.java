package io.github.nacosgraceful.contract.program;

import com.netflix.client.config.IClientConfig;
import com.netflix.loadbalancer.Server;
import com.netflix.loadbalancer.ServerList;
import org.springframework.context.annotation.Bean;

/** The same in the context of one client, which is made when it is first called. */
final class RibbonServersOfClient {

  /** Where the servers are read from. */
  static NacosMemory nacos;

  @Bean
  ServerList<Server> servers(IClientConfig config) {
    return new RibbonProgram.Servers(nacos, config.getClientName()) {
      @Override
      Server server(String host, int port) {
        return new Server(host, port);
      }
    };
  }
}

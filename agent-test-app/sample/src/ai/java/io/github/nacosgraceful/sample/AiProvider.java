package io.github.nacosgraceful.sample;

import com.alibaba.nacos.api.ai.AiFactory;
import com.alibaba.nacos.api.ai.AiService;
import com.alibaba.nacos.api.ai.constant.AiConstants;
import com.alibaba.nacos.api.ai.model.a2a.AgentCapabilities;
import com.alibaba.nacos.api.ai.model.a2a.AgentCard;
import com.alibaba.nacos.api.ai.model.mcp.McpServerBasicInfo;
import com.alibaba.nacos.api.ai.model.mcp.McpServerRemoteServiceConfig;
import com.alibaba.nacos.api.ai.model.mcp.registry.ServerVersionDetail;
import com.alibaba.nacos.api.exception.NacosException;
import java.util.List;
import java.util.Properties;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;

/**
 * In {@link Provider}'s place: an MCP server {@code weather} and an A2A agent {@code pilot}, which
 * register their endpoints in Nacos' AI registry. Their traffic is server-sent events and requests.
 */
@SpringBootConfiguration
@EnableAutoConfiguration
@Import({Cold.class, Provider.Work.class, Ready.class, Streams.class, AiProvider.Endpoints.class})
public class AiProvider {

  public static void main(String[] args) {
    new SpringApplicationBuilder(AiProvider.class)
        .properties("spring.application.name=provider", "spring.cloud.nacos.discovery.ip=127.0.0.1")
        .run(args);
  }

  /** Registers them as soon as they are served. */
  static class Endpoints {

    private final Environment environment;

    /** Kept for as long as the application: its connection is what keeps them registered. */
    private AiService registry;

    Endpoints(Environment environment) {
      this.environment = environment;
    }

    @EventListener(ApplicationReadyEvent.class)
    void register() throws NacosException {
      Properties properties = new Properties();
      properties.put("serverAddr", property("spring.cloud.nacos.discovery.server-addr"));
      properties.put("namespace", property("spring.cloud.nacos.discovery.namespace"));
      registry = AiFactory.createAiService(properties);
      int port = Integer.parseInt(property("local.server.port"));
      registry.releaseMcpServer(mcpServer(), null);
      registry.registerMcpServerEndpoint("weather", "127.0.0.1", port, "1.0.0");
      registry.releaseAgentCard(card(port));
      registry.registerAgentEndpoint("pilot", "2.0.0", "127.0.0.1", port);
    }

    private String property(String name) {
      return environment.getRequiredProperty(name);
    }

    private static McpServerBasicInfo mcpServer() {
      ServerVersionDetail version = new ServerVersionDetail();
      version.setVersion("1.0.0");
      McpServerRemoteServiceConfig remote = new McpServerRemoteServiceConfig();
      remote.setExportPath("/events");
      McpServerBasicInfo server = new McpServerBasicInfo();
      server.setName("weather");
      server.setDescription("tells it");
      server.setProtocol(AiConstants.Mcp.MCP_PROTOCOL_SSE);
      server.setFrontProtocol(AiConstants.Mcp.MCP_PROTOCOL_SSE);
      server.setVersionDetail(version);
      server.setRemoteServerConfig(remote);
      return server;
    }

    private static AgentCard card(int port) {
      AgentCard card = new AgentCard();
      card.setName("pilot");
      card.setVersion("2.0.0");
      card.setProtocolVersion("0.3.0");
      card.setDescription("flies");
      card.setUrl("http://127.0.0.1:" + port + "/work");
      card.setPreferredTransport("JSONRPC");
      card.setCapabilities(new AgentCapabilities());
      card.setSkills(List.of());
      card.setDefaultInputModes(List.of("text"));
      card.setDefaultOutputModes(List.of("text"));
      return card;
    }
  }
}

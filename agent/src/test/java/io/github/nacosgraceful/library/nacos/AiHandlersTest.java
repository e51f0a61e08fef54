package io.github.nacosgraceful.library.nacos;

import static org.assertj.core.api.Assertions.assertThat;

import com.alibaba.nacos.api.ai.model.a2a.AgentEndpoint;
import com.alibaba.nacos.api.ai.remote.request.AgentEndpointRequest;
import com.alibaba.nacos.api.ai.remote.request.BatchAgentEndpointRequest;
import com.alibaba.nacos.api.ai.remote.request.McpServerEndpointRequest;
import com.alibaba.nacos.client.ai.remote.AiGrpcClient;
import io.github.nacosgraceful.ai.AiRegistrar;
import io.github.nacosgraceful.bridge.Handler;
import io.github.nacosgraceful.context.Contexts;
import io.github.nacosgraceful.instance.Registration;
import io.github.nacosgraceful.nacos.ClientThread;
import io.github.nacosgraceful.nacos.Registrar;
import io.github.nacosgraceful.registry.Gate;
import io.github.nacosgraceful.registry.RegistrationHandlers;
import io.github.nacosgraceful.registry.Registrations;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Endpoints of the AI registry are registrations like all others. */
class AiHandlersTest {

  private static final String REGISTER = "registerEndpoint";
  private static final String DEREGISTER = "deregisterEndpoint";

  private final Gate gate = new Gate();
  private final Registrations registrations = new Registrations(gate, new Contexts());
  private final RegistrationHandlers known =
      new RegistrationHandlers(registrations, new Contexts(), () -> true);
  private final AiHandlers handlers = new AiHandlers(known, gate);
  private final AiGrpcClient client = new AiGrpcClient();

  @Test
  void keepsEndpointsUntilTheyAreDeregistered() throws Throwable {
    assertThat(send(mcp(REGISTER, 1, "1.0"))).isTrue();
    assertThat(send(new AgentEndpointRequest(REGISTER, "pilot", agent(2)))).isTrue();
    assertThat(registrations.snapshot())
        .hasToString(
            "[mcp-endpoints@@weather::1.0 [10.0.0.1:1], agent-endpoints@@pilot::2.0 [10.0.0.1:2]]");
    assertThat(send(mcp(DEREGISTER, 1, null))).isTrue();
    assertThat(registrations.snapshot()).hasToString("[agent-endpoints@@pilot::2.0 [10.0.0.1:2]]");
  }

  /** A server keeps one publication of a service for each client. */
  @Test
  void takesTheNextForTheWholeSet() throws Throwable {
    send(new BatchAgentEndpointRequest("pilot", List.of(agent(1), agent(2))));
    assertThat(registrations.snapshot())
        .hasToString("[agent-endpoints@@pilot::2.0 [10.0.0.1:1, 10.0.0.1:2]]");
    send(new AgentEndpointRequest(REGISTER, "pilot", agent(3)));
    assertThat(registrations.snapshot()).hasToString("[agent-endpoints@@pilot::2.0 [10.0.0.1:3]]");
  }

  @Test
  void holdsBackWhatIsOfflineAlsoFromTheClientsRedo() throws Throwable {
    send(mcp(REGISTER, 1, "1.0"));
    registrations.takeOfflineByHand();
    assertThat(redo(mcp(REGISTER, 1, "1.0"))).as("redo").isFalse();
    assertThat(send(mcp(REGISTER, 1, "1.0"))).as("the application").isFalse();
    registrations.bringOnline();
    assertThat(redo(mcp(REGISTER, 1, "1.0"))).isTrue();
    registrations.takeOffline();
    assertThat(redo(mcp(REGISTER, 1, "1.0"))).isFalse();
    assertThat(send(mcp(REGISTER, 2, "1.0"))).as("anything").isFalse();
    assertThat(gate.isPassing()).isFalse();
  }

  /** It is no wish of the application's: what was deregistered stays so. */
  @Test
  void takesARedoForNoRegistration() throws Throwable {
    assertThat(redo(mcp(REGISTER, 1, "1.0"))).isTrue();
    assertThat(registrations.snapshot()).isEmpty();
  }

  @Test
  void deregistersAndComesBackAsItWas() throws Throwable {
    AgentEndpoint secure = agent(2);
    secure.setTransport("GRPC");
    secure.setSupportTls(true);
    send(mcp(REGISTER, 1, "1.0"));
    send(new AgentEndpointRequest(REGISTER, "pilot", secure));
    for (Registration registration : registrations.snapshot()) {
      Registrar registrar = AiRegistrar.of(client);
      registrar.deregister(
          client, registration.service, registration.group, registration.instances.get(0).at);
      registrar.register(client, registration);
    }
    assertThat(client.calls)
        .containsExactly(
            "deregister weather 10.0.0.1:1",
            "register weather 10.0.0.1:1 1.0",
            "deregister pilot 10.0.0.1:2 2.0 JSONRPC",
            "register pilot 10.0.0.1:2 2.0 GRPC TLS");
  }

  @Test
  void letsTheAgentsOwnThreadPass() throws Throwable {
    send(mcp(REGISTER, 1, "1.0"));
    registrations.takeOffline();
    boolean[] sent = new boolean[1];
    Thread agent =
        ClientThread.of(() -> sent[0] = sendQuietly(mcp(DEREGISTER, 1, null)), "x", null);
    agent.start();
    agent.join();
    assertThat(sent[0]).isTrue();
  }

  @Test
  void forgetsWhatLeftWithItsClient() throws Throwable {
    send(mcp(REGISTER, 1, "1.0"));
    known.onClose(closed -> {}).enter(client, null, null, null);
    assertThat(registrations.snapshot()).isEmpty();
  }

  @Test
  void hasNothingToDoWithOtherRequests() throws Throwable {
    registrations.takeOffline();
    assertThat(send("a question")).isTrue();
  }

  private McpServerEndpointRequest mcp(String type, int port, String version) {
    if (version != null) {
      client.redoService.cache("weather", version);
    }
    return new McpServerEndpointRequest(type, "weather", "10.0.0.1", port, version);
  }

  private static AgentEndpoint agent(int port) {
    AgentEndpoint endpoint = new AgentEndpoint();
    endpoint.setAddress("10.0.0.1");
    endpoint.setPort(port);
    endpoint.setVersion("2.0");
    return endpoint;
  }

  private boolean redo(Object request) throws Throwable {
    Handler redo = handlers.onRedo();
    redo.enter(null, null, null, null);
    try {
      return send(request);
    } finally {
      redo.exit(null, null, null);
    }
  }

  private boolean sendQuietly(Object request) {
    try {
      return send(request);
    } catch (Throwable t) {
      return false;
    }
  }

  /** Whether it goes out. */
  private boolean send(Object request) throws Throwable {
    Handler wire = handlers.onRequest();
    Object skipped = wire.enter(client, request, null, null);
    wire.exit(skipped, client, request);
    return skipped == null;
  }
}

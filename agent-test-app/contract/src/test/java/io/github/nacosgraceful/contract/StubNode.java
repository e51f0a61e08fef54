package io.github.nacosgraceful.contract;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/**
 * As much of a Nacos server as lists an instance: {@code 10.0.0.7:8080} by the API of servers
 * before 3.2, {@code 10.0.0.8:8080} by the one from 3.0 on; and names the members of its cluster.
 * Nobody listens at its gRPC port.
 */
final class StubNode implements AutoCloseable {

  private static final String V1 = "{\"hosts\":[{\"ip\":\"10.0.0.7\",\"port\":8080}]}";
  private static final String V3 = "{\"code\":0,\"data\":[{\"ip\":\"10.0.0.8\",\"port\":8080}]}";

  private static final String MEMBERS_V1 =
      "{\"code\":200,\"data\":[{\"ip\":\"10.0.1.1\",\"port\":8848},{\"ip\":\"10.0.1.2\",\"port\":8848}]}";
  private static final String MEMBERS_V3 =
      "{\"code\":0,\"data\":[{\"ip\":\"10.0.1.3\",\"port\":8848}]}";

  private final HttpServer server;

  StubNode() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", exchange -> answer(exchange, 404, ""));
    server.createContext("/nacos/v1/ns/instance/list", exchange -> answer(exchange, 200, V1));
    server.createContext("/nacos/v3/client/ns/instance/list", e -> answer(e, 200, V3));
    server.createContext(
        "/nacos/v3/admin/core/state",
        e -> answer(e, 200, "{\"code\":0,\"data\":{\"standalone_mode\":\"standalone\"}}"));
    server.createContext("/nacos/v1/core/cluster/nodes", e -> answer(e, 200, MEMBERS_V1));
    server.createContext("/nacos/v3/admin/core/cluster/node/list", e -> answer(e, 200, MEMBERS_V3));
    server.start();
  }

  /** From now on as a server from 3.2 on, which has dropped the older API. */
  void dropOldApi() {
    server.removeContext("/nacos/v1/ns/instance/list");
    server.removeContext("/nacos/v1/core/cluster/nodes");
  }

  /** From now on as a server that tells its members to administrators only. */
  void hideMembers() {
    server.removeContext("/nacos/v3/admin/core/cluster/node/list");
  }

  String address() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private static void answer(HttpExchange exchange, int status, String json) throws IOException {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json;charset=UTF-8");
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}

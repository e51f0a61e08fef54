package io.github.nacosgraceful.endpoint;

import com.sun.net.httpserver.HttpServer;
import io.github.nacosgraceful.config.Option;
import io.github.nacosgraceful.config.Settings;
import io.github.nacosgraceful.log.Log;
import io.github.nacosgraceful.status.Facts;
import io.github.nacosgraceful.status.Status;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.slf4j.Logger;

/**
 * Opens the endpoint on the loopback interface, of IPv4 and, where there is one, of IPv6. By the
 * JDK's own HTTP server, whose threads become daemons because the thread that opens it is one.
 * Where a port is taken, or a runtime has no such server, a line says so and the application goes
 * on.
 */
final class Endpoint {

  private static final Logger log = Log.get();

  private static final int BACKLOG = 64;
  private static final byte[] IPV4 = {127, 0, 0, 1};
  private static final byte[] IPV6 = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};

  private final Workers workers = new Workers();

  private Endpoint() {}

  /**
   * Comes back when it is open, or could not be opened.
   *
   * @throws LinkageError if the runtime has no HTTP server
   */
  static void open(Facts facts, Status status, Changes changes) {
    new Endpoint().openAll(facts, status, changes);
  }

  private void openAll(Facts facts, Status status, Changes changes) {
    Settings settings = facts.settings;
    int wanted = settings.get(Option.ADMIN_PORT);
    if (wanted != Option.NO_PORT) {
      int port = open(wanted, new OwnRoutes(facts, status, changes));
      if (port > 0) {
        log.info("the endpoint is at http://127.0.0.1:{}", port);
      }
    }
    if (settings.get(Option.ADMIN_COMPAT)) {
      Compat compat = new Compat(facts, changes);
      int offline = open(Compat.OFFLINE_PORT, compat.offline());
      int readiness = open(Compat.READINESS_PORT, compat.readiness());
      if (offline > 0 && readiness > 0) {
        log.info(
            "GET http://127.0.0.1:{}/offline and http://127.0.0.1:{}/readiness are answered",
            offline,
            readiness);
      }
    }
  }

  /**
   * @return the port, or 0 if it could not be opened
   */
  private int open(int port, RequestHandler.Routes routes) {
    int opened;
    try {
      opened = open(IPV4, port, routes);
    } catch (IOException | RuntimeException e) {
      log.warn(
          "the port {} of the endpoint could not be opened: {}. Nothing else is missing",
          port,
          e.getMessage());
      return 0;
    }
    try {
      open(IPV6, opened, routes);
    } catch (IOException | RuntimeException e) {
      log.debug("there is no endpoint on ::1: {}", e.getMessage());
    }
    return opened;
  }

  private int open(byte[] address, int port, RequestHandler.Routes routes) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(address), port), BACKLOG);
    server.setExecutor(workers);
    server.createContext("/", new RequestHandler(workers, routes));
    server.start();
    return server.getAddress().getPort();
  }
}

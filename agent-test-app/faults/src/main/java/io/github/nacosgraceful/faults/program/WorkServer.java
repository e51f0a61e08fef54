package io.github.nacosgraceful.faults.program;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;

/**
 * Answers its port at {@code /work} until the JVM ends: a call that fails went to a process that is
 * gone.
 */
final class WorkServer {

  private static final int THREADS = 4;
  private static final int BACKLOG = 100;

  private WorkServer() {}

  static void start(int port) throws IOException, InterruptedException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
    server.setExecutor(Executors.newFixedThreadPool(THREADS, work -> daemon(work, "work")));
    server.createContext(
        "/work",
        exchange -> {
          byte[] body = Integer.toString(port).getBytes(StandardCharsets.US_ASCII);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    // Its own thread inherits being a daemon: the end of main is the end of the process.
    Thread starter = daemon(server::start, "work-starter");
    starter.start();
    starter.join();
  }

  private static Thread daemon(Runnable work, String name) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    return thread;
  }
}

package io.github.nacosgraceful.doctor;

import io.github.nacosgraceful.testbed.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Forwards a node's main port, and not its gRPC port: a firewall for servers 1. */
final class OnlyHttp implements AutoCloseable {

  private final ServerSocket server;
  private final int target;

  OnlyHttp(int target) throws IOException {
    this.target = target;
    // Of the pair only the first is used.
    server = new ServerSocket(Ports.proxy(), 50, InetAddress.getByName("127.0.0.1"));
    start("accept", this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  private void accept() throws IOException {
    while (!server.isClosed()) {
      Socket caller = server.accept();
      Socket node = new Socket("127.0.0.1", target);
      start("there", () -> copy(caller, node));
      start("back", () -> copy(node, caller));
    }
  }

  private static void copy(Socket from, Socket to) throws IOException {
    try (from;
        to) {
      from.getInputStream().transferTo(to.getOutputStream());
    }
  }

  private interface Work {
    void run() throws IOException;
  }

  private static void start(String name, Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException closed) {
                return;
              }
            },
            name);
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}

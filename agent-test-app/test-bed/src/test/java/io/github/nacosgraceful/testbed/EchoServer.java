package io.github.nacosgraceful.testbed;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Sends back what it reads, at two ports as a Nacos node has them. */
final class EchoServer implements AutoCloseable {

  private final int port = Ports.proxy();
  private final ServerSocket main = listen(port);
  private final ServerSocket grpc = listen(port + 1000);

  int port() {
    return port;
  }

  @Override
  public void close() throws IOException {
    main.close();
    grpc.close();
  }

  private static ServerSocket listen(int port) {
    try {
      ServerSocket listener = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
      Gateway.daemon("echo-" + port, () -> accept(listener));
      return listener;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void accept(ServerSocket listener) {
    try {
      while (true) {
        Socket socket = listener.accept();
        Gateway.daemon("echo", () -> echo(socket));
      }
    } catch (IOException closed) {
      // The test is over.
    }
  }

  private static void echo(Socket socket) {
    try (socket) {
      socket.getInputStream().transferTo(socket.getOutputStream());
    } catch (IOException reset) {
      // By the proxy: what the test is about.
    }
  }
}

package io.github.nacosgraceful.testbed;

import io.github.nacosgraceful.testbed.Proxy.Mode;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** One connection through a {@link Gateway}, with a thread for each direction. */
final class Tunnel {

  private static final int BUFFER = 16 * 1024;

  private final Gateway gateway;
  private volatile Socket client;
  private volatile Socket server;

  Tunnel(Gateway gateway, Socket client) {
    this.gateway = gateway;
    this.client = client;
  }

  void run() {
    try {
      // In HANG and DROP the client is connected, to nothing.
      gateway.awaitPassing();
      client = gateway.speaking(client);
      if (gateway.status() != 0) {
        answer(gateway.status());
        return;
      }
      server = new Socket(InetAddress.getLoopbackAddress(), gateway.target());
      client.setTcpNoDelay(true);
      server.setTcpNoDelay(true);
      Gateway.daemon(Thread.currentThread().getName() + "-back", () -> copy(server, client, false));
      copy(client, server, true);
    } catch (IOException failed) {
      reset(); // the node refuses: the client sees its connection reset
    } catch (InterruptedException e) {
      reset();
    }
  }

  /** Both sides are closed with RST: no reading end takes it for a regular end. */
  void reset() {
    for (Socket socket : new Socket[] {client, server}) {
      if (socket != null) {
        try {
          socket.setSoLinger(true, 0);
        } catch (IOException alreadyClosed) {
          // Nothing is left to be reset.
        }
        close(socket);
      }
    }
    gateway.forget(this);
  }

  private void copy(Socket from, Socket to, boolean fromClient) {
    byte[] buffer = new byte[BUFFER];
    Requests requests = new Requests();
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      boolean swallowed = false;
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        if (fromClient) {
          gateway.requests(requests.in(buffer, count));
          gateway.hold();
        }
        gateway.awaitNotDropping();
        if (gateway.mode() == Mode.HANG) {
          swallowed = true;
        } else if (swallowed) {
          throw new IOException("bytes are missing");
        } else {
          out.write(buffer, 0, count);
          out.flush();
        }
      }
      gateway.awaitNotDropping();
      to.shutdownOutput();
      if (!fromClient || to.isInputShutdown()) {
        end();
      }
    } catch (IOException broken) {
      endUnlessDropping();
    } catch (InterruptedException e) {
      reset();
    }
  }

  private void endUnlessDropping() {
    try {
      gateway.awaitNotDropping();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    reset();
  }

  private void end() {
    close(client);
    close(server);
    gateway.forget(this);
  }

  /** Reads one request's head and body, as far as they are there, and answers it. */
  private void answer(int status) throws IOException {
    HttpRequestReader.skip(client.getInputStream());
    String head = "HTTP/1.1 " + status + " Fault\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
    client.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
    client.shutdownOutput();
    close(client);
    gateway.forget(this);
  }

  static void close(Closeable closeable) {
    try {
      closeable.close();
    } catch (IOException nothingToDo) {
      // It is closed as far as it can be.
    }
  }
}

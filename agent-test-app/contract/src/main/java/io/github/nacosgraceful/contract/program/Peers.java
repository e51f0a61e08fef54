package io.github.nacosgraceful.contract.program;

import com.sun.net.httpserver.HttpServer;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Instances on this host: one that serves, and those that do not, each in its own way. */
final class Peers {

  private static final String HOST = "127.0.0.1";

  /** The ports that were given: a system may give one again. */
  private static final Set<Integer> DEAD = ConcurrentHashMap.newKeySet();

  private final HttpServer server;
  private final ServerSocket rude = new ServerSocket(0, 50, InetAddress.getByName(HOST));
  private final List<Closeable> held = new ArrayList<>();
  private final AtomicInteger served = new AtomicInteger();
  private final AtomicInteger cut = new AtomicInteger();
  private final AtomicLong bytes = new AtomicLong();

  Peers() throws IOException {
    server = HttpServer.create(new InetSocketAddress(HOST, 0), 0);
    server.createContext(
        "/",
        exchange -> {
          try (InputStream body = exchange.getRequestBody()) {
            byte[] buffer = new byte[8192];
            for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
              bytes.addAndGet(read);
            }
          }
          served.incrementAndGet();
          byte[] answer = "served".getBytes();
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.setExecutor(
        Executors.newCachedThreadPool(
            work -> {
              Thread thread = new Thread(work);
              thread.setDaemon(true);
              return thread;
            }));
    server.start();
    Thread rudely = new Thread(this::cutOff);
    rudely.setDaemon(true);
    rudely.start();
  }

  /** Reads a request and ends the connection. */
  private void cutOff() {
    while (true) {
      try (Socket socket = rude.accept()) {
        if (socket.getInputStream().read() >= 0) {
          cut.incrementAndGet();
        }
      } catch (IOException e) {
        // the next one
      }
    }
  }

  /** Serves. */
  String live() {
    return HOST + ":" + server.getAddress().getPort();
  }

  /** The same one by another address. */
  String liveToo() {
    return live().replace(HOST, "localhost");
  }

  /** Another one that refuses connections. */
  static String dead() throws IOException {
    while (true) {
      try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(HOST))) {
        if (DEAD.add(socket.getLocalPort())) {
          return HOST + ":" + socket.getLocalPort();
        }
      }
    }
  }

  /** Another one that lets connections wait: as many as it keeps are there. */
  String deaf() throws IOException {
    ServerSocket deaf = new ServerSocket(0, 1, InetAddress.getByName(HOST));
    held.add(deaf);
    for (int i = 0; i < 4; i++) {
      Socket socket = new Socket();
      held.add(socket);
      try {
        socket.connect(deaf.getLocalSocketAddress(), 100);
      } catch (IOException full) {
        break;
      }
    }
    return HOST + ":" + deaf.getLocalPort();
  }

  /** The address of an instance, another one each time if it has to be. */
  interface Peer {
    String address() throws IOException;
  }

  static String[] addresses(Peer... peers) throws IOException {
    String[] addresses = new String[peers.length];
    for (int i = 0; i < peers.length; i++) {
      addresses[i] = peers[i].address();
    }
    return addresses;
  }

  /** Takes requests and answers none. */
  String rude() {
    return HOST + ":" + rude.getLocalPort();
  }

  /** The same one by another address. */
  String rudeToo() {
    return rude().replace(HOST, "localhost");
  }

  /** How many requests were served since it was last asked. */
  int served() {
    return served.getAndSet(0);
  }

  /** How many requests were cut off since it was last asked. */
  int cut() {
    return cut.getAndSet(0);
  }

  /** Of the bodies that were received since it was last asked. */
  long bytes() {
    return bytes.getAndSet(0);
  }
}

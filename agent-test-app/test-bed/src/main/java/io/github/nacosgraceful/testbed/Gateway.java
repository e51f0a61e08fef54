package io.github.nacosgraceful.testbed;

import io.github.nacosgraceful.testbed.Proxy.Mode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * One port of a {@link Proxy} or {@link Balancer}: accepts connections and forwards them to the
 * port behind it.
 */
final class Gateway {

  private static final int BACKLOG = 100;

  private final InetAddress address;
  private final int port;
  private final Set<Tunnel> tunnels = ConcurrentHashMap.newKeySet();
  private final AtomicInteger holding = new AtomicInteger();
  private final AtomicInteger requests = new AtomicInteger();
  private ServerSocket listener;
  private Thread acceptor;
  private volatile int target;
  private volatile Mode mode = Mode.PASS;
  private volatile int status;
  private volatile SSLContext tls;
  private volatile Duration delay = Duration.ZERO;

  Gateway(InetAddress address, int port, int target) {
    this.address = address;
    this.port = port;
    this.target = target;
  }

  int port() {
    return port;
  }

  int target() {
    return target;
  }

  /** Of connections that come from now on. */
  void target(int newTarget) {
    target = newTarget;
  }

  /** The status that requests are answered with instead of being forwarded, or 0. */
  int status() {
    return status;
  }

  /** Waits as long as the delay is now. */
  void hold() throws InterruptedException {
    Duration length = delay;
    if (!length.isZero()) {
      holding.incrementAndGet();
      try {
        Thread.sleep(length.toMillis());
      } finally {
        holding.decrementAndGet();
      }
    }
  }

  void requests(int more) {
    requests.addAndGet(more);
  }

  /** How many have come, also where they are swallowed. */
  int requests() {
    return requests.get();
  }

  int holding() {
    return holding.get();
  }

  Mode mode() {
    return mode;
  }

  synchronized void open() throws IOException {
    ServerSocket socket = new ServerSocket();
    // What was reset a moment ago must not keep the port.
    socket.setReuseAddress(true);
    socket.bind(new InetSocketAddress(address, port), BACKLOG);
    listener = socket;
    acceptor = daemon("proxy-" + port, () -> accept(socket));
  }

  synchronized void mode(Mode next) {
    try {
      mode = next;
      if (next == Mode.REFUSE) {
        closeListener();
        cut();
      } else if (listener == null) {
        open();
      }
    } catch (IOException e) {
      throw new IllegalStateException("port " + port + " cannot be opened again", e);
    }
    notifyAll();
  }

  void answer(int newStatus) {
    status = newStatus;
  }

  /** Null for none. */
  void tls(SSLContext newTls) {
    tls = newTls;
  }

  /** The socket to speak with the client through. */
  Socket speaking(Socket accepted) throws IOException {
    SSLContext context = tls;
    if (context == null) {
      return accepted;
    }
    SSLSocket secured =
        (SSLSocket)
            context.getSocketFactory().createSocket(accepted, null, accepted.getPort(), true);
    secured.setUseClientMode(false);
    return secured;
  }

  void delay(Duration newDelay) {
    delay = newDelay;
  }

  void cut() {
    tunnels.forEach(Tunnel::reset);
  }

  int connections() {
    return tunnels.size();
  }

  synchronized void close() {
    mode = Mode.REFUSE;
    closeListener();
    cut();
    notifyAll();
  }

  /**
   * Returns in a mode in which something is forwarded, or when all is closed; otherwise the bytes
   * that were read, or the end of the stream, wait here.
   */
  synchronized void awaitPassing() throws InterruptedException {
    while (mode == Mode.HANG || mode == Mode.DROP) {
      wait();
    }
  }

  /** As {@link #awaitPassing()}, for the end of a stream: in {@code HANG} it is seen. */
  synchronized void awaitNotDropping() throws InterruptedException {
    while (mode == Mode.DROP) {
      wait();
    }
  }

  void forget(Tunnel tunnel) {
    tunnels.remove(tunnel);
  }

  private void closeListener() {
    if (listener != null) {
      Tunnel.close(listener);
      listener = null;
      try {
        acceptor.join(); // the port is open until the thread that accepts has noticed
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void accept(ServerSocket socket) {
    while (!socket.isClosed()) {
      try {
        Socket client = socket.accept();
        Tunnel tunnel = new Tunnel(this, client);
        tunnels.add(tunnel);
        if (mode() == Mode.REFUSE) {
          tunnel.reset();
        } else {
          daemon("proxy-" + port + "-connection", tunnel::run);
        }
      } catch (IOException closedOrReset) {
        // The loop's condition tells which.
      }
    }
  }

  static Thread daemon(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }
}

package io.github.nacosgraceful.http;

import io.github.nacosgraceful.instance.HostPort;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Tries whether servers are there, by a connection to each. On a thread that may wait. */
public final class Connections {

  private static final int WITHIN_MILLIS = 1000;

  /** Sockets that are open at a time. */
  private static final int MOST = 64;

  private Connections() {}

  /** Opens a connection and closes it: false if that fails, or takes longer than a second. */
  public static boolean accepts(HostPort address) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address.host, address.port), WITHIN_MILLIS);
      return true;
    } catch (IOException | RuntimeException unreachable) {
      return false;
    }
  }

  /**
   * Those that do. Takes hardly longer than one of them: all are tried at the same time, as a host
   * that vanishes takes many instances with it, of which each would be waited for.
   */
  public static Set<HostPort> accepting(Collection<HostPort> addresses) {
    List<HostPort> all = new ArrayList<>(addresses);
    Set<HostPort> accepting = new HashSet<>();
    for (int from = 0; from < all.size(); from += MOST) {
      List<HostPort> some = all.subList(from, Math.min(all.size(), from + MOST));
      if (some.size() > 1) {
        addAccepting(some, accepting);
      } else if (accepts(some.get(0))) {
        accepting.addAll(some);
      }
    }
    return accepting;
  }

  private static void addAccepting(List<HostPort> some, Set<HostPort> accepting) {
    Set<SocketChannel> open = new HashSet<>();
    try (Selector selector = Selector.open()) {
      for (HostPort address : some) {
        if (isConnectedAtOnce(address, selector, open)) {
          accepting.add(address);
        }
      }
      long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(WITHIN_MILLIS);
      for (long left = WITHIN_MILLIS;
          !open.isEmpty() && left > 0;
          left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime())) {
        selector.select(left);
        for (SelectionKey key : selector.selectedKeys()) {
          SocketChannel channel = (SocketChannel) key.channel();
          if (isConnected(channel)) {
            accepting.add((HostPort) key.attachment());
          }
          open.remove(channel);
        }
        selector.selectedKeys().clear();
      }
    } catch (IOException noSelector) {
      some.stream().filter(Connections::accepts).forEach(accepting::add);
    } finally {
      open.forEach(Connections::close);
    }
  }

  /**
   * @param open is added the connection, if it is on its way
   */
  private static boolean isConnectedAtOnce(
      HostPort address, Selector selector, Set<SocketChannel> open) throws IOException {
    SocketChannel channel = SocketChannel.open();
    try {
      channel.configureBlocking(false);
      if (!channel.connect(new InetSocketAddress(address.host, address.port))) {
        channel.register(selector, SelectionKey.OP_CONNECT, address);
        open.add(channel);
        return false;
      }
      close(channel);
      return true;
    } catch (IOException | RuntimeException unreachable) {
      close(channel);
      return false;
    }
  }

  private static boolean isConnected(SocketChannel channel) {
    try {
      return channel.finishConnect();
    } catch (IOException refused) {
      return false;
    } finally {
      close(channel);
    }
  }

  private static void close(SocketChannel channel) {
    try {
      channel.close();
    } catch (IOException closed) {
      // as was meant
    }
  }
}

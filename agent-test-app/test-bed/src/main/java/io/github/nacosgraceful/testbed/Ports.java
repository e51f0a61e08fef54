package io.github.nacosgraceful.testbed;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;

/**
 * Free ports. They lie below the range from which systems take the local ports of outgoing
 * connections, so that none is taken between being picked here and being bound by its process.
 */
public final class Ports {

  private static final int FIRST = 16_000;
  private static final int LAST = 31_000;

  /** What a Nacos server binds around its main port: raft below, gRPC for clients and peers. */
  private static final int[] NACOS = {0, -1000, 1000, 1001};

  private static final Set<Integer> HANDED_OUT = new HashSet<>();
  private static final Random RANDOM = new Random();

  private Ports() {}

  public static int application() {
    return pick(0);
  }

  public static int nacos() {
    return pick(NACOS);
  }

  /** For a proxy in front of a Nacos server: the port itself, and the one above it by 1000. */
  public static int proxy() {
    return pick(0, 1000);
  }

  private static synchronized int pick(int... offsets) {
    for (int attempt = 0; attempt < 1000; attempt++) {
      int port = FIRST + RANDOM.nextInt(LAST - FIRST);
      if (allFree(port, offsets)) {
        for (int offset : offsets) {
          HANDED_OUT.add(port + offset);
        }
        return port;
      }
    }
    throw new IllegalStateException("no free port from " + FIRST + " to " + LAST);
  }

  private static boolean allFree(int port, int... offsets) {
    for (int offset : offsets) {
      if (HANDED_OUT.contains(port + offset) || !free(port + offset)) {
        return false;
      }
    }
    return true;
  }

  /** On the wildcard address, as the servers bind it: a loopback-only listener is seen too. */
  private static boolean free(int port) {
    try (ServerSocket any = new ServerSocket();
        ServerSocket loopback = new ServerSocket()) {
      loopback.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      loopback.close();
      any.bind(new InetSocketAddress(port));
      return true;
    } catch (IOException taken) {
      return false;
    }
  }
}
